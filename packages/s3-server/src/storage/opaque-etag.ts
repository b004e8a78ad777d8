import { randomBytes } from 'node:crypto';

/**
 * Returns an ETag of 32 hexadecimal digits that is no MD5 of any bytes. S3 gives such ones to parts that it encrypts
 * with a KMS key, and two copies of the same bytes have two of them. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_Object.html
 */
export function opaqueEtag(): string {
  return randomBytes(16).toString('hex');
}
