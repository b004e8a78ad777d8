import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { checksumAlgorithms, checksumHeader } from '../checksums/algorithm.ts';
import { checksumNodes } from '../objects/checksum-headers.ts';
import { requireWriteConditions } from '../objects/conditions.ts';
import { readDocument } from '../payload/document.ts';
import { S3Error } from '../s3-error.ts';
import type { ObjectRecord, UploadRecord } from '../storage/record.ts';
import { assemble } from './assemble.ts';
import { chosenParts } from './chosen-parts.ts';

/**
 * Answers CompleteMultipartUpload. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 */
export async function completeUpload(call: Call): Promise<Answer> {
  const { bucket, headers, now, request } = call;
  const { key } = request;
  const id = request.query.get('uploadId') ?? '';
  bucket.uploads.get(id, key);
  const document = await readDocument(call.documentPayload());
  const record = await bucket.uploads.complete(id, key, async (upload) => {
    const used = chosenParts(document, upload);
    const object = assemble(upload.record, used, now);
    requireClaims(headers, upload.record, object);
    await bucket.objects.change(key, (current) => {
      requireWriteConditions(headers, key, current);
      return object;
    });
    return { used, result: object };
  });
  return xmlAnswer(
    'CompleteMultipartUploadResult',
    [
      ['Location', `/${bucket.name}/${key}`],
      ['Bucket', bucket.name],
      ['Key', key],
      ['ETag', `"${record.etag}"`],
      ...checksumNodes(record.checksum),
    ],
    { 'x-amz-server-side-encryption': record.encryption },
  );
}

/** Here the checksum headers describe the object, not the body of the request. */
function requireClaims(
  headers: ReadonlyMap<string, string>,
  upload: UploadRecord,
  { size, checksum }: ObjectRecord,
): void {
  const claimedSize = headers.get('x-amz-mp-object-size');
  if (claimedSize !== undefined && claimedSize !== String(size)) {
    throw new S3Error(
      'InvalidRequest',
      `The provided 'x-amz-mp-object-size' header value ${claimedSize} does not match what was computed: ${size}`,
    );
  }
  const type = headers.get('x-amz-checksum-type');
  if (type !== undefined && type !== upload.type) {
    throw new S3Error(
      'InvalidRequest',
      `The upload was created using the ${upload.type} checksum mode. The complete request must use the same checksum mode.`,
    );
  }
  for (const algorithm of checksumAlgorithms) {
    const claimed = headers.get(checksumHeader(algorithm));
    if (claimed !== undefined && !checksum) {
      throw new S3Error(
        'InvalidRequest',
        'The upload was created without a checksum algorithm, and a copied part has no checksum to compare with.',
      );
    }
    if (claimed !== undefined && (checksum?.algorithm !== algorithm || checksum.value !== claimed)) {
      throw new S3Error(
        'BadDigest',
        `The ${algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
      );
    }
  }
}
