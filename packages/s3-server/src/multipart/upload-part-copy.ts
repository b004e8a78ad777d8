import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { checksumNode } from '../objects/checksum-headers.ts';
import { type CopySource, findCopySource, requireCopySize } from '../objects/copy-source.ts';
import { S3Error } from '../s3-error.ts';
import { opaqueEtag } from '../storage/opaque-etag.ts';
import type { PartRecord, UploadRecord } from '../storage/record.ts';
import { cutSlices, type Slice } from '../storage/slice.ts';
import { isChecksumKnown, sumSlices } from '../storage/slice-checksum.ts';
import { readPartNumber } from './part-number.ts';

/**
 * Answers UploadPartCopy: a part that is a range of an object. It becomes slices of the same blobs, so no byte is
 * written. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPartCopy.html
 */
export async function uploadPartCopy(call: Call): Promise<Answer> {
  const { bucket, headers, now, request } = call;
  const number = readPartNumber(request.query.get('partNumber') ?? '');
  const uploadId = request.query.get('uploadId') ?? '';
  const { record: upload } = bucket.uploads.get(uploadId, request.key);
  const source = findCopySource(call);
  try {
    const { start, end } = readCopyRange(headers.get('x-amz-copy-source-range'), source.record.size);
    requireCopySize(end - start);
    const { slices, checksum } = await copiedChecksum(upload, source, cutSlices(source.record.slices, start, end));
    const part: PartRecord = {
      number,
      etag: opaqueEtag(),
      modifiedAt: now.toISOString(),
      ...(checksum && { checksum }),
      slices: await bucket.blobs.take(source.bucket.blobs, slices),
    };
    await bucket.uploads.keepPart(uploadId, request.key, part);
    return xmlAnswer('CopyPartResult', [
      ['ETag', `"${part.etag}"`],
      ['LastModified', part.modifiedAt],
      ...checksumNode(part.checksum),
    ]);
  } finally {
    await source.release();
  }
}

/** Returns the checksum of a copied part. An upload without an algorithm of the client's is worth no read of the bytes. */
async function copiedChecksum(
  { algorithm, algorithmAsked }: UploadRecord,
  { bucket }: CopySource,
  slices: readonly Slice[],
): Promise<Pick<PartRecord, 'slices' | 'checksum'>> {
  if (!algorithmAsked && !isChecksumKnown(algorithm, slices)) return { slices };
  return sumSlices(algorithm, slices, (unknown) => bucket.blobs.read(unknown));
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
