import { createHash } from 'node:crypto';
import { decode } from '../request.ts';

/** The parts of a request that a signature covers. */
export interface SignedParts {
  readonly method: string;
  /** The path as sent, still percent-encoded. */
  readonly rawPath: string;
  readonly query: ReadonlyMap<string, string>;
  readonly headers: ReadonlyMap<string, string>;
  /** The names of the signed headers, lower case, sorted. */
  readonly signedHeaders: readonly string[];
  /** The hex SHA-256 of the payload or one of S3's words for not hashing it. */
  readonly payloadHash: string;
}

/**
 * Returns the canonical request of Signature Version 4 as S3 wants it: the path encoded once and never normalised.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function canonicalRequest(parts: SignedParts): string {
  return [
    parts.method,
    canonicalPath(parts.rawPath),
    canonicalQuery(parts.query),
    ...parts.signedHeaders.map((name) => `${name}:${canonicalValue(parts.headers.get(name) ?? '')}`),
    '',
    parts.signedHeaders.join(';'),
    parts.payloadHash,
  ].join('\n');
}

/** Returns the string to sign: the request's hash under the moment and the scope of the signature. */
export function stringToSign(amzDate: string, scope: string, canonical: string): string {
  // latin1, because node:http gives every byte of a header as one character: the hash covers the bytes that were sent.
  const hash = createHash('sha256').update(canonical, 'latin1').digest('hex');
  return `AWS4-HMAC-SHA256\n${amzDate}\n${scope}\n${hash}`;
}

/** Encodes by RFC 3986: all but the unreserved characters, in upper-case hexadecimal. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function canonicalPath(rawPath: string): string {
  return rawPath
    .split('/')
    .map((segment) => encodeRfc3986(decode(segment)))
    .join('/');
}

function canonicalQuery(query: ReadonlyMap<string, string>): string {
  return [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeRfc3986(name), encodeRfc3986(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)) // no name comes twice
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

function canonicalValue(value: string): string {
  return value.trim().replace(/\s+/g, ' ');
}
