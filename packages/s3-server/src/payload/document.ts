import { startDigest } from '../checksums/algorithm.ts';
import { S3Error } from '../s3-error.ts';
import type { Payload } from './payload.ts';

/** The largest document, above S3's own limits: 10,000 parts with checksums are below 3 MB. */
const maxDocumentBytes = 4 * 1024 ** 2;

/**
 * Reads a small body, an XML document, as a whole and verifies it.
 *
 * @throws S3Error MaxMessageLengthExceeded, or the errors of the payload's claims
 */
export async function readDocument(payload: Payload): Promise<string> {
  if (payload.length > maxDocumentBytes) throw new S3Error('MaxMessageLengthExceeded');
  const chunks: Buffer[] = [];
  for await (const chunk of payload.bytes) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  payload.verify(new Map([...payload.digests].map((name) => [name, digestOf(name, body)])));
  return body.toString('utf8');
}

function digestOf(name: Parameters<typeof startDigest>[0], body: Buffer): Buffer {
  const digest = startDigest(name);
  digest.update(body);
  return digest.digest();
}
