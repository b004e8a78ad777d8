import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import {
  algorithmNamed,
  type ChecksumAlgorithm,
  type ChecksumType,
  isFullObjectAlgorithm,
  usualAlgorithm,
} from '../checksums/algorithm.ts';
import { readAttributes } from '../objects/attributes.ts';
import { S3Error } from '../s3-error.ts';

/**
 * Answers CreateMultipartUpload. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html
 */
export async function createUpload({ bucket, headers, now, request: { key } }: Call): Promise<Answer> {
  const asked = headers.get('x-amz-checksum-algorithm');
  const algorithm = asked === undefined ? usualAlgorithm : algorithmNamed(asked);
  if (!algorithm) throw new S3Error('InvalidRequest', 'Checksum algorithm provided is unsupported.');
  const type = readType(headers.get('x-amz-checksum-type'), algorithm);
  const upload = await bucket.uploads.begin({
    ...readAttributes(headers, bucket.settings),
    key,
    initiatedAt: now.toISOString(),
    algorithm,
    type,
    algorithmAsked: asked !== undefined,
  });
  const chosen = asked === undefined ? {} : { 'x-amz-checksum-algorithm': algorithm, 'x-amz-checksum-type': type };
  return xmlAnswer(
    'InitiateMultipartUploadResult',
    [
      ['Bucket', bucket.name],
      ['Key', key],
      ['UploadId', upload.id],
    ],
    {
      ...chosen,
      'x-amz-server-side-encryption': upload.encryption,
    },
  );
}

/**
 * Reads the checksum type. A SHA checksum of a whole cannot be computed from its parts; CRC64NVME is never composite.
 * Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html#Full-object-checksums
 */
function readType(asked: string | undefined, algorithm: ChecksumAlgorithm): ChecksumType {
  if (asked === undefined) return algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  if (asked !== 'FULL_OBJECT' && asked !== 'COMPOSITE')
    throw new S3Error('InvalidRequest', 'Value for x-amz-checksum-type header is invalid.');
  if (asked === 'FULL_OBJECT' ? !isFullObjectAlgorithm(algorithm) : algorithm === 'CRC64NVME') {
    throw new S3Error(
      'InvalidRequest',
      `The ${asked} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  return asked;
}
