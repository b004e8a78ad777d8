import {
  algorithmNamed,
  type ChecksumAlgorithm,
  checksumAlgorithms,
  checksumHeader,
  isDigest,
} from '../checksums/algorithm.ts';
import { S3Error } from '../s3-error.ts';

/** The checksum that a client claims for its bytes. Its value is missing when it comes in the trailer. */
export interface ChecksumClaim {
  readonly algorithm: ChecksumAlgorithm;
  readonly value: string | undefined;
}

/**
 * Reads `x-amz-checksum-*` or `x-amz-trailer`, of which at most one may be there.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 * @throws S3Error InvalidRequest
 */
export function readChecksumClaim(headers: ReadonlyMap<string, string>): ChecksumClaim | undefined {
  const claims: ChecksumClaim[] = checksumAlgorithms
    .filter((algorithm) => headers.has(checksumHeader(algorithm)))
    .map((algorithm) => ({ algorithm, value: headers.get(checksumHeader(algorithm)) }));
  const trailer = headers.get('x-amz-trailer');
  if (trailer !== undefined) claims.push({ algorithm: trailerAlgorithm(trailer), value: undefined });

  const [claim, second] = claims;
  if (second)
    throw new S3Error(
      'InvalidRequest',
      'Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.',
    );
  if (claim?.value !== undefined && !isDigest(claim.algorithm, claim.value)) {
    throw new S3Error('InvalidRequest', `Value for ${checksumHeader(claim.algorithm)} header is invalid.`);
  }
  const announced = headers.get('x-amz-sdk-checksum-algorithm');
  if (announced !== undefined && announced.toUpperCase() !== claim?.algorithm) {
    throw new S3Error(
      'InvalidRequest',
      'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
    );
  }
  return claim;
}

function trailerAlgorithm(trailer: string): ChecksumAlgorithm {
  const prefix = 'x-amz-checksum-';
  const algorithm = trailer.startsWith(prefix) ? algorithmNamed(trailer.slice(prefix.length)) : undefined;
  if (!algorithm)
    throw new S3Error('InvalidRequest', 'The value specified in the x-amz-trailer header is not supported');
  return algorithm;
}
