import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { readDocument } from '../payload/document.ts';
import { S3Error } from '../s3-error.ts';
import type { Tag } from '../storage/record.ts';
import { readTagDocument, writeTags } from './tags.ts';

/** Answers GetObjectTagging. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html */
export function getTagging({ bucket, request }: Call): Answer {
  return xmlAnswer('Tagging', writeTags(bucket.objects.get(request.key).tags));
}

/**
 * Answers PutObjectTagging: all tags are replaced. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObjectTagging.html
 */
export async function putTagging(call: Call): Promise<Answer> {
  const { bucket, request } = call;
  bucket.objects.get(request.key);
  await replaceTags(call, readTagDocument(await readDocument(call.payload())));
  return { status: 200 };
}

/** Answers DeleteObjectTagging. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjectTagging.html */
export async function deleteTagging(call: Call): Promise<Answer> {
  await replaceTags(call, []);
  return { status: 204 };
}

function replaceTags({ bucket, request }: Call, tags: readonly Tag[]): Promise<void> {
  return bucket.objects.change(request.key, (current) => {
    if (!current) throw new S3Error('NoSuchKey', undefined, { Key: request.key });
    return { ...current, tags };
  });
}
