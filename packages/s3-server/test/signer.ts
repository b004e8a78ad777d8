import { createHash, createHmac } from 'node:crypto';
import { credentials } from './test-server.ts';

/** Replacements for the values that the SDK would sign with. */
export interface Signing {
  readonly payload?: string;
  readonly date?: Date;
  readonly region?: string;
  readonly service?: string;
  readonly signedHeaders?: readonly string[];
}

/**
 * Returns a request's headers with an Authorization. It is written anew from the AWS documentation, so that it shares
 * nothing with the code under test.
 */
export function signedHeaders(
  endpoint: string,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  {
    payload = 'UNSIGNED-PAYLOAD',
    date = new Date(),
    region = 'us-east-1',
    service = 's3',
    signedHeaders: only,
  }: Signing = {},
): Record<string, string> & { authorization: string } {
  const moment = date.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const all: Record<string, string> = {
    host: new URL(endpoint).host,
    'x-amz-date': moment,
    'x-amz-content-sha256': payload,
    ...headers,
  };
  const names = [...(only ?? Object.keys(all))].sort();
  const [pathname = '', query = ''] = path.split('?');
  const parameters = query
    .split('&')
    .filter(Boolean)
    .map((text) => (text.includes('=') ? text : `${text}=`))
    .sort()
    .join('&');
  const canonical = [
    method,
    pathname,
    parameters,
    ...names.map((name) => `${name}:${all[name]}`),
    '',
    names.join(';'),
    payload,
  ].join('\n');
  const scope = `${moment.slice(0, 8)}/${region}/${service}/aws4_request`;
  const signature = hmac(signingKey(scope), ['AWS4-HMAC-SHA256', moment, scope, sha256(canonical)].join('\n')).toString(
    'hex',
  );
  return {
    ...all,
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

/** Returns a signed aws-chunked body behind these headers. */
export function signedChunks(headers: Record<string, string>, chunks: readonly Buffer[], trailer?: string): Buffer {
  const moment = headers['x-amz-date'] ?? '';
  const scope = `${moment.slice(0, 8)}/us-east-1/s3/aws4_request`;
  let before = /Signature=([0-9a-f]+)/.exec(headers.authorization ?? '')?.[1] ?? '';
  const next = (algorithm: string, ...hashes: string[]) => {
    before = hmac(signingKey(scope), [algorithm, moment, scope, before, ...hashes].join('\n')).toString('hex');
    return before;
  };
  const parts = [...chunks, Buffer.alloc(0)].map((chunk) =>
    Buffer.concat([
      Buffer.from(
        `${chunk.length.toString(16)};chunk-signature=${next('AWS4-HMAC-SHA256-PAYLOAD', sha256(''), sha256(chunk))}\r\n`,
      ),
      chunk,
      Buffer.from(chunk.length > 0 ? '\r\n' : ''),
    ]),
  );
  const end =
    trailer === undefined
      ? ''
      : `${trailer}\r\nx-amz-trailer-signature:${next('AWS4-HMAC-SHA256-TRAILER', sha256(`${trailer}\n`))}\r\n`;
  return Buffer.concat([...parts, Buffer.from(`${end}\r\n`)]);
}

export function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function signingKey(scope: string): Buffer {
  return scope
    .split('/')
    .reduce<Buffer>((key, text) => hmac(key, text), Buffer.from(`AWS4${credentials.secretAccessKey}`));
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
