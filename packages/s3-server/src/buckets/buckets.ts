import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { owner } from '../owner.ts';
import { readDocument } from '../payload/document.ts';
import { S3Error } from '../s3-error.ts';
import { childrenOf, readXml, refuseLacking, textOf } from '../xml/read.ts';
import type { XmlNode } from '../xml/write.ts';

/** The region of requests that name none; responses give the oldest region no name. */
const unnamedRegion = 'us-east-1';

/** Answers ListBuckets. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListBuckets.html */
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
    ['Owner', owner],
    ['Buckets', nodes],
  ]);
}

/** Answers CreateBucket. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export async function createBucket(call: Call): Promise<Answer> {
  const { buckets, now, region, request } = call;
  refuseOtherThanPrivate(call.headers);
  const payload = call.headers.has('content-length') ? call.payload() : undefined;
  const document = payload ? await readDocument(payload) : '';
  if (document !== '') {
    const root = readXml(document, 'CreateBucketConfiguration');
    refuseLacking(root, 'Location', 'Bucket', 'Tags');
    childrenOf(root, 'LocationConstraint');
    const constraint = textOf(root, 'LocationConstraint');
    if (constraint !== undefined && constraint !== region) throw new S3Error('IllegalLocationConstraintException');
  }
  const acl = call.headers.has('x-amz-acl') ? { takesPrivateAcl: true as const } : {};
  const created = await buckets.create(request.bucket, { createdAt: now.toISOString(), ...acl });
  if (!created && region !== unnamedRegion)
    throw new S3Error('BucketAlreadyOwnedByYou', undefined, { BucketName: request.bucket });
  // In the oldest region, to make a bucket again resets its ACL.
  if (!created) await call.bucket.change(({ takesPrivateAcl: _, ...rest }) => ({ ...rest, ...acl }));
  return { status: 200, headers: { location: `/${request.bucket}` } };
}

/**
 * Refuses settings other than those of a new bucket. S3 makes buckets private and without ACLs today, and a client may
 * ask for just that. Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
function refuseOtherThanPrivate(headers: ReadonlyMap<string, string>): void {
  if ((headers.get('x-amz-acl') ?? 'private') !== 'private') throw new S3Error('InvalidBucketAclWithObjectOwnership');
  const only = { 'x-amz-object-ownership': 'BucketOwnerEnforced', 'x-amz-bucket-object-lock-enabled': 'false' };
  for (const [name, value] of Object.entries(only)) {
    if ((headers.get(name) ?? value) !== value) throw new S3Error('NotImplemented', undefined, { Header: name });
  }
}

/** Answers HeadBucket. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export function headBucket({ buckets, region, request }: Call): Answer {
  buckets.get(request.bucket);
  return { status: 200, headers: { 'x-amz-bucket-region': region } };
}

/** Answers GetBucketLocation. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html */
export function getBucketLocation({ buckets, region, request }: Call): Answer {
  buckets.get(request.bucket);
  return xmlAnswer('LocationConstraint', region === unnamedRegion ? '' : region);
}

/**
 * Answers GetBucketVersioning: as of a bucket where it was never switched on.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html
 */
export function getBucketVersioning({ buckets, request }: Call): Answer {
  buckets.get(request.bucket);
  return xmlAnswer('VersioningConfiguration', '');
}

/** Answers DeleteBucket. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteBucket.html */
export async function deleteBucket({ buckets, request }: Call): Promise<Answer> {
  await buckets.delete(request.bucket);
  return { status: 204 };
}
