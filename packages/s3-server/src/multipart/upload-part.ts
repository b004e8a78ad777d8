import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import type { ChecksumAlgorithm } from '../checksums/algorithm.ts';
import { checksumHeader } from '../checksums/algorithm.ts';
import type { Payload } from '../payload/payload.ts';
import { S3Error } from '../s3-error.ts';
import { digestOf, type StagedBlob } from '../storage/blobs.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { UploadRecord } from '../storage/record.ts';
import { readPartNumber } from './part-number.ts';

/** Answers UploadPart. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export async function uploadPart(call: Call): Promise<Answer> {
  const { bucket, now, request } = call;
  const number = readPartNumber(request.query.get('partNumber') ?? '');
  const uploadId = request.query.get('uploadId') ?? '';
  const { record: upload } = bucket.uploads.get(uploadId, request.key);
  const { algorithm } = upload;
  const payload = call.payload();
  requireAlgorithm(upload, payload.algorithm);
  const staged = await stagePayload(bucket, payload, algorithm);
  const etag = digestOf(staged, 'MD5').toString('hex');
  const checksum = digestOf(staged, algorithm).toString('base64');
  await bucket.uploads.keepPart(uploadId, request.key, {
    number,
    etag,
    modifiedAt: now.toISOString(),
    checksum: { algorithm, type: 'FULL_OBJECT', value: checksum },
    slices: [staged.slice],
  });
  return {
    status: 200,
    headers: {
      etag: `"${etag}"`,
      [checksumHeader(algorithm)]: checksum,
      'x-amz-server-side-encryption': upload.encryption,
    },
  };
}

/** Receives and verifies the bytes of a part. */
async function stagePayload(bucket: Bucket, payload: Payload, algorithm: ChecksumAlgorithm): Promise<StagedBlob> {
  const staged = await bucket.blobs.stage(payload.bytes, ['MD5', algorithm, ...payload.digests]);
  try {
    payload.verify(staged.digests);
    return staged;
  } catch (error) {
    await bucket.blobs.remove([staged.slice]);
    throw error;
  }
}

/** A composite checksum is made of the parts' checksums, so every part must come with one. */
function requireAlgorithm(upload: UploadRecord, algorithm: ChecksumAlgorithm | undefined): void {
  const wanted =
    upload.algorithmAsked && (algorithm !== undefined || upload.type === 'COMPOSITE') ? upload.algorithm : algorithm;
  if (algorithm === wanted) return;
  const [expected, actual] = [upload.algorithm, algorithm ?? 'null'].map((name) => name.toLowerCase());
  throw new S3Error(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${actual}`,
  );
}
