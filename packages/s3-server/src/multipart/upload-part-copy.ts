import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { findCopySource, maxCopyBytes } from '../objects/copy-source.ts';
import { S3Error } from '../s3-error.ts';
import { storePart } from './store-part.ts';

/**
 * Answers UploadPartCopy: a part that is a range of an object. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html
 */
export async function uploadPartCopy(call: Call): Promise<Answer> {
  const { bucket, record, release } = findCopySource(call);
  try {
    const { start, end } = readCopyRange(call.headers.get('x-amz-copy-source-range'), record.size);
    if (end - start > maxCopyBytes) throw new S3Error('EntityTooLarge');
    const bytes = bucket.blobs.read(record.blobs, start, end);
    const part = await storePart(call, { bytes, digests: [], verify: () => undefined });
    return xmlAnswer('CopyPartResult', [
      ['ETag', `"${part.etag}"`],
      ['LastModified', part.modifiedAt],
      [`Checksum${part.checksum.algorithm}`, part.checksum.value],
    ]);
  } finally {
    await release();
  }
}

/** Reads the range of a copy. Unlike a Range, it must have both ends and lie within the source. */
function readCopyRange(header: string | undefined, size: number): { start: number; end: number } {
  if (header === undefined) return { start: 0, end: size };
  const match = /^bytes=(\d{1,15})-(\d{1,15})$/.exec(header);
  const [start, end] = [Number(match?.[1]), Number(match?.[2]) + 1];
  if (!match || start >= end)
    throw new S3Error('InvalidArgument', 'The x-amz-copy-source-range value must be of the form bytes=first-last');
  if (end > size)
    throw new S3Error('InvalidArgument', `Range specified is not valid for source object of size: ${size}`);
  return { start, end };
}
