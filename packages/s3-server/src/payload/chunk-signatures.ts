import { createHash, type Hash } from 'node:crypto';
import { S3Error } from '../s3-error.ts';
import type { Authentication } from '../signature/authenticate.ts';
import { sameSignature, sign } from '../signature/signing-key.ts';

const emptyHash = createHash('sha256').digest('hex');

/**
 * The signatures of a signed stream's chunks. Each covers the one before, beginning with that of the request. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export class ChunkSignatures {
  readonly #authentication: Authentication;
  #before: string;

  constructor(authentication: Authentication) {
    this.#authentication = authentication;
    this.#before = authentication.signature;
  }

  /**
   * Takes in the bytes of the next chunk. `verify` throws SignatureDoesNotMatch when they differ from the signed bytes.
   */
  startChunk(): { update(bytes: Buffer): void; verify(signature: string): void } {
    const hash: Hash = createHash('sha256');
    return {
      update: (bytes) => hash.update(bytes),
      verify: (signature) => this.#verify('AWS4-HMAC-SHA256-PAYLOAD', [emptyHash, hash.digest('hex')], signature),
    };
  }

  /**
   * Verifies the trailer, signed as `name:value` LF. Source:
   * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
   */
  verifyTrailer(trailer: string, signature: string): void {
    this.#verify('AWS4-HMAC-SHA256-TRAILER', [createHash('sha256').update(trailer, 'latin1').digest('hex')], signature);
  }

  #verify(algorithm: string, hashes: readonly string[], signature: string): void {
    const { amzDate, scope, signingKey } = this.#authentication;
    const right = sign(signingKey, [algorithm, amzDate, scope, this.#before, ...hashes].join('\n'));
    if (!sameSignature(signature, right)) throw new S3Error('SignatureDoesNotMatch');
    this.#before = right;
  }
}
