import type { ChecksumAlgorithm } from '../checksums/algorithm.ts';
import type { ReceivedRequest } from '../request.ts';
import { S3Error } from '../s3-error.ts';
import type { Authentication } from '../signature/authenticate.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import { readChecksumClaim } from './checksum-claim.ts';
import { ChunkSignatures } from './chunk-signatures.ts';

/** An algorithm with which a digest of the bytes is made. */
export type DigestName = ChecksumAlgorithm | 'MD5';
/** Digests of the bytes that were read. */
export type Digests = ReadonlyMap<DigestName, Buffer>;

/** The decoded bytes of a request, and the client's claims about them. */
export interface Payload {
  readonly length: number;
  readonly bytes: AsyncIterable<Buffer>;
  /** The checksum that the client chose, if any. */
  readonly algorithm: ChecksumAlgorithm | undefined;
  /** The digests that `verify` needs. */
  readonly digests: ReadonlySet<DigestName>;
  /**
   * Compares the claims with the bytes. Callers call it after the last byte.
   *
   * @throws S3Error BadDigest and its like
   */
  verify(digests: Digests): void;
}

const maxBytes = 5 * 1024 ** 3;

/**
 * Opens the body of an authenticated request without reading it, so that a refusal costs no bytes.
 *
 * @throws S3Error when the length is missing or too large, or a claim is malformed
 */
export function openPayload(
  request: ReceivedRequest,
  headers: ReadonlyMap<string, string>,
  authentication: Authentication,
): Payload {
  const streaming = /^STREAMING-(UNSIGNED-PAYLOAD|AWS4-HMAC-SHA256-PAYLOAD)(-TRAILER)?$/.exec(
    authentication.payloadHash,
  );
  const length = bodyLength(headers, streaming !== null);
  const claim = readChecksumClaim(headers);
  const md5 = contentMd5(headers.get('content-md5'));
  const sha256 = streaming ? undefined : payloadSha256(authentication.payloadHash);
  const trailing = streaming?.[2] !== undefined;
  if (trailing !== headers.has('x-amz-trailer'))
    throw new S3Error('InvalidRequest', 'x-amz-trailer and x-amz-content-sha256 contradict each other.');

  let trailer: string | undefined;
  const decoded = async function* (): AsyncGenerator<Buffer, void, undefined> {
    trailer = yield* decodeAwsChunked(request.body, {
      ...(trailing && { trailer: headers.get('x-amz-trailer') ?? '' }),
      ...(streaming?.[1] !== 'UNSIGNED-PAYLOAD' && { signatures: new ChunkSignatures(authentication) }),
    });
  };
  const digests = new Set<DigestName>();
  if (claim) digests.add(claim.algorithm);
  if (md5 !== undefined) digests.add('MD5');
  if (sha256 !== undefined) digests.add('SHA256');

  return {
    length,
    bytes: exactly(length, streaming ? decoded() : request.body),
    algorithm: claim?.algorithm,
    digests,
    verify(computed) {
      if (sha256 !== undefined && computed.get('SHA256')?.toString('hex') !== sha256)
        throw new S3Error('XAmzContentSHA256Mismatch');
      if (md5 !== undefined && computed.get('MD5')?.toString('base64') !== md5) {
        throw new S3Error('BadDigest', 'The Content-MD5 you specified did not match what we received.');
      }
      if (claim && computed.get(claim.algorithm)?.toString('base64') !== (claim.value ?? trailer)) {
        throw new S3Error('BadDigest', `The ${claim.algorithm} you specified did not match the calculated checksum.`);
      }
    },
  };
}

/**
 * Returns the declared length. S3 needs it beforehand: a chunked transfer is taken only around an aws-chunked stream,
 * which declares its own.
 */
function bodyLength(headers: ReadonlyMap<string, string>, streaming: boolean): number {
  const text = headers.get(streaming ? 'x-amz-decoded-content-length' : 'content-length');
  if (text === undefined || !/^\d{1,15}$/.test(text)) throw new S3Error('MissingContentLength');
  if (!streaming && /(^|,)\s*aws-chunked\s*(,|$)/.test(headers.get('content-encoding') ?? '')) {
    throw new S3Error(
      'InvalidRequest',
      'Content-Encoding: aws-chunked needs a STREAMING value of x-amz-content-sha256.',
    );
  }
  const length = Number(text);
  if (length > maxBytes)
    throw new S3Error('EntityTooLarge', undefined, { ProposedSize: text, MaxSizeAllowed: String(maxBytes) });
  return length;
}

function contentMd5(header: string | undefined): string | undefined {
  if (header !== undefined && !/^[A-Za-z0-9+/]{22}==$/.test(header)) throw new S3Error('InvalidDigest');
  return header;
}

function payloadSha256(payloadHash: string): string | undefined {
  if (payloadHash === 'UNSIGNED-PAYLOAD') return undefined;
  if (/^[0-9a-f]{64}$/.test(payloadHash)) return payloadHash;
  throw new S3Error(
    'InvalidArgument',
    'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, a STREAMING value or a valid sha256 value.',
  );
}

async function* exactly(length: number, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let received = 0;
  for await (const chunk of bytes) {
    received += chunk.length;
    if (received > length) throw new S3Error('IncompleteBody', 'The request body is longer than it was declared.');
    yield chunk;
  }
  if (received < length) throw new S3Error('IncompleteBody');
}
