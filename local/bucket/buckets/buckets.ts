import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { readDocument } from '../payload/document.ts';
import { S3Error } from '../s3-error.ts';
import { childrenOf, readXml, textOf } from '../xml/read.ts';
import type { XmlNode } from '../xml/write.ts';

/** Where no region is named; the oldest region has this name in no answer. */
const unnamedRegion = 'us-east-1';

/** ListBuckets. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
export function listBuckets({ buckets }: Call): Answer {
  const nodes = buckets.all.map(
    ({ name, settings }): XmlNode => [
      'Bucket',
      [
        ['Name', name],
        ['CreationDate', settings.createdAt],
      ],
    ],
  );
  return xmlAnswer('ListAllMyBucketsResult', [
    ['Owner', [['ID', 'sluice']]],
    ['Buckets', nodes],
  ]);
}

/** CreateBucket. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export async function createBucket(call: Call): Promise<Answer> {
  const { buckets, now, region, request } = call;
  const payload = call.headers.has('content-length') ? call.payload() : undefined;
  const document = payload ? await readDocument(payload) : '';
  if (document !== '') {
    const root = readXml(document, 'CreateBucketConfiguration');
    childrenOf(root, 'LocationConstraint');
    const constraint = textOf(root, 'LocationConstraint');
    if (constraint !== undefined && constraint !== region) throw new S3Error('IllegalLocationConstraintException');
  }
  const created = await buckets.create(request.bucket, now);
  if (!created && region !== unnamedRegion)
    throw new S3Error('BucketAlreadyOwnedByYou', undefined, { BucketName: request.bucket });
  return { status: 200, headers: { location: `/${request.bucket}` } };
}

/** HeadBucket. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export function headBucket({ buckets, region, request }: Call): Answer {
  buckets.get(request.bucket);
  return { status: 200, headers: { 'x-amz-bucket-region': region } };
}

/** GetBucketLocation. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export function getBucketLocation({ buckets, region, request }: Call): Answer {
  buckets.get(request.bucket);
  return xmlAnswer('LocationConstraint', region === unnamedRegion ? '' : region);
}

/** DeleteBucket. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export async function deleteBucket({ buckets, request }: Call): Promise<Answer> {
  await buckets.delete(request.bucket);
  return { status: 204 };
}
