import { isUtf8 } from 'node:buffer';
import { spillKey } from './response-cache-key.ts';

/** Status and headers of a response as Lambda takes them: each Set-Cookie in `cookies`. */
export interface ResultHead {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

/**
 * A result of payload format 2.0.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export interface LambdaResult extends ResultHead {
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/**
 * The largest result of a function, as JSON, in bytes. Lambda documents 6 MB; this is the number in its own error
 * message.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export const maxResultBytes = 6_291_556;

/**
 * The size below which a body always fits. JSON writes at most six characters for one (`\u0000`), and headers never
 * come to 3 MiB.
 */
const alwaysFitsBytes = 512 * 1024;
/** Headers for one connection, which the gateway handles (RFC 9110, section 7.6.1), or for this adapter. */
const notForClients = new Set([
  spillKey,
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const textType = /^\s*(?:text\/|[^;]*[/+](?:json|xml|javascript|x-www-form-urlencoded|x-ndjson)\s*(?:;|$))/i;
const identity = /^\s*(?:identity\s*)?$/i;
const addedByJson = Uint8Array.from({ length: 256 }, (_, byte) => bytesAddedByJson(byte));

/**
 * Returns status, headers and cookies of a Response. It only reads them, so an immutable one from `fetch` works too.
 */
export function resultHead(response: Response): ResultHead {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (const [name, value] of response.headers) {
    if (name === 'set-cookie') cookies.push(value);
    else if (!notForClients.has(name)) headers[name] = value;
  }
  return cookies.length > 0
    ? { statusCode: response.status, headers, cookies }
    : { statusCode: response.status, headers };
}

/**
 * Returns a result with exactly these bytes as its body, or null when it exceeds Lambda's limit. The body is text where
 * it is text and comes back as the same bytes, else base64.
 */
export function encodeResult(head: ResultHead, body: Buffer): LambdaResult | null {
  if (isText(head.headers, body) && fits(head, body, false)) {
    return { ...head, body: body.toString('utf8'), isBase64Encoded: false };
  }
  return fits(head, body, true) ? { ...head, body: body.toString('base64'), isBase64Encoded: true } : null;
}

/** Returns the size of the body as the client gets it. */
export function bodyBytes({ body, isBase64Encoded }: LambdaResult): number {
  return Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8');
}

/**
 * True when the body can leave as text. Without a type the bytes decide. Compressed bytes are not text, even when their
 * content is.
 */
function isText(headers: ResultHead['headers'], body: Buffer): boolean {
  if (!identity.test(headers['content-encoding'] ?? '')) return false;
  return textType.test(headers['content-type'] ?? 'text/') && isUtf8(body);
}

function fits(head: ResultHead, body: Buffer, isBase64Encoded: boolean): boolean {
  return body.byteLength <= alwaysFitsBytes || resultBytes(head, body, isBase64Encoded) <= maxResultBytes;
}

/**
 * Returns the size of `JSON.stringify` of a result in UTF-8, counted without building it. For text the body must be
 * valid UTF-8.
 */
export function resultBytes(head: ResultHead, body: Uint8Array, isBase64Encoded: boolean): number {
  const withoutBody = Buffer.byteLength(JSON.stringify({ ...head, body: '', isBase64Encoded }));
  if (isBase64Encoded) return withoutBody + 4 * Math.ceil(body.byteLength / 3);
  let added = 0;
  // By index, since this may be millions of bytes: `for of` takes ten times as long.
  for (let at = 0; at < body.length; at += 1) added += addedByJson[body[at] ?? 0] ?? 0;
  return withoutBody + body.byteLength + added;
}

/**
 * `\"` and the five short escapes add one byte, `\u001f` and the like five. Bytes above ASCII are written as they are.
 */
function bytesAddedByJson(byte: number): number {
  return byte < 0x80 ? JSON.stringify(String.fromCharCode(byte)).length - '"x"'.length : 0;
}
