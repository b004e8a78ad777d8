import { type Finding, wrong } from '../../src/health/finding.ts';
import type { Bucket } from '../../src/storage/bucket.ts';
import type { PresignedRequest } from '../../src/storage/presigned-request.ts';
import { sampleTerms } from './sample.ts';

/** One way to send a request that differs from the signed one. */
interface Tampering {
  readonly what: string;
  readonly request?: PresignedRequest;
  readonly method?: string;
  readonly body?: Uint8Array<ArrayBuffer>;
  /** Undefined when nothing is sent. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

const timeoutMs = 5000;
/** The remedy for a bucket that accepts more than the app has signed. */
export const useRealS3 = 'Use a bucket that holds every client to what Signature Version 4 has signed, as S3 does.';

/**
 * Sends one tampered PUT for each signed property and returns the first that the bucket accepts, or undefined.
 *
 * @param expired the same bucket, with a clock by which every signature is over as soon as it is made
 */
export async function findAcceptedTampering(
  bucket: Bucket,
  expired: Bucket,
  { key, otherKey, bytes }: { key: string; otherKey: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<Finding | undefined> {
  const request = await bucket.presignPut(key, sampleTerms(bytes));
  const late = await expired.presignPut(key, sampleTerms(bytes));
  const elsewhere = { ...request, url: request.url.replace(key, otherKey) };
  const tamperings: readonly Tampering[] = [
    ...bodiesAndHeaders(bytes),
    { what: 'another key', request: elsewhere },
    { what: 'another method', method: 'DELETE' },
    { what: 'a later time', request: late },
  ];
  for (const tampering of tamperings) {
    const response = await sendSigned(tampering.request ?? request, tampering.body ?? bytes, tampering);
    if (response.ok) return wrong(`The bucket took ${tampering.what} than was signed.`, useRealS3);
  }
  return undefined;
}

/** Sends a signed request, or one that differs from it. */
export function sendSigned(
  request: PresignedRequest,
  body: Uint8Array<ArrayBuffer>,
  { method = request.method, headers: changed }: Pick<Tampering, 'method' | 'headers'> = {},
) {
  const headers = Object.entries<string | undefined>({ ...request.headers, ...changed });
  const sent = headers.filter((header): header is [string, string] => header[1] !== undefined);
  return fetch(request.url, { method, headers: sent, body, signal: AbortSignal.timeout(timeoutMs) });
}

function bodiesAndHeaders(bytes: Uint8Array): readonly Tampering[] {
  const other = new Uint8Array(bytes);
  other[0] = 255 - (bytes[0] ?? 0);
  return [
    { what: 'another length', body: new Uint8Array([...bytes, 0]) },
    { what: 'another type', headers: { 'content-type': 'text/html' } },
    { what: 'other bytes', body: other },
    { what: 'a header (x-amz-acl) more', headers: { 'x-amz-acl': 'public-read' } },
    { what: 'a condition (If-None-Match) less', headers: { 'if-none-match': undefined } },
    { what: 'a tag (x-amz-tagging) less', headers: { 'x-amz-tagging': undefined } },
    { what: 'another tag', headers: { 'x-amz-tagging': 'state=kept' } },
  ];
}
