import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import type { ChecksumAlgorithm } from '../checksums/algorithm.ts';
import { checksumHeader } from '../checksums/algorithm.ts';
import { S3Error } from '../s3-error.ts';
import type { UploadRecord } from '../storage/record.ts';
import { readPartNumber } from './part-number.ts';
import { storePart } from './store-part.ts';

/** Answers UploadPart. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export async function uploadPart(call: Call): Promise<Answer> {
  const { bucket, request } = call;
  readPartNumber(request.query.get('partNumber') ?? '');
  const { record: upload } = bucket.uploads.get(request.query.get('uploadId') ?? '', request.key);
  const payload = call.payload();
  requireAlgorithm(upload, payload.algorithm);
  const part = await storePart(call, { ...payload, verify: (staged) => payload.verify(staged.digests) });
  return {
    status: 200,
    headers: {
      etag: `"${part.etag}"`,
      [checksumHeader(part.checksum.algorithm)]: part.checksum.value,
      'x-amz-server-side-encryption': upload.encryption,
    },
  };
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
