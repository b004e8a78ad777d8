import type { AdapterError, LambdaBindings } from './bindings.ts';
import { reserveMs } from './deadline.ts';
import { type HttpEvent, httpEvent, type LambdaContext } from './event.ts';
import { requestUrl } from './url.ts';

/**
 * A request with its bindings and its end. With `env.adapterError` the request only serves to make the error's
 * response.
 */
export interface LambdaRequest {
  readonly request: Request;
  readonly env: LambdaBindings;
  /** The moment when Lambda stops the function, in epoch milliseconds. */
  readonly cutOffAt: number;
}

/** The characters of a method or a header's name (RFC 9110, section 5.6.2). */
const token = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;
const plainName = /^[!#$%&'*+\-.^_`|~\da-z]+$/;
const plainValue = /^(?:[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?)?$/;
/** Methods that Fetch does not know (https://fetch.spec.whatwg.org/#forbidden-method) and no route answers. */
const unsupportedMethod = /^(?:CONNECT|TRACE|TRACK)$/i;

// Node loads its fetch classes when the first of them is used: some 20 ms, which belong to Lambda's init, at full CPU.
new Request('https://localhost/');

/**
 * Reads the request of an event.
 *
 * - The method is in capitals, as every method that a route answers (RFC 9110, section 9.1). Fetch writes only six of
 *   them so, and PATCH is not among those.
 * - The body of a GET or HEAD is ignored, as the Node server does: it has no meaning (RFC 9110, section 9.3.1).
 * - Content-Length is the length of the actual body, so that a limit can trust it; the client's own header is ignored.
 *
 * @throws NotHttpEvent for an event that is not a request
 */
export function readEvent(event: unknown, context: LambdaContext): LambdaRequest {
  const httpRequest = httpEvent(event);
  const { sourceIp } = httpRequest.requestContext.http;
  const method = httpRequest.requestContext.http.method.toUpperCase();
  const url = requestUrl(httpRequest);
  const bytes = method === 'GET' || method === 'HEAD' ? null : bodyBytes(httpRequest);
  const fields = headerFields(httpRequest, bytes instanceof Uint8Array ? bytes : null);
  const adapterError = findAdapterError(method, url, bytes, fields);
  const cutOffAt = Date.now() + context.getRemainingTimeInMillis();
  const env: LambdaBindings = {
    clientAddress: sourceIp ?? '',
    requestId: httpRequest.requestContext.requestId ?? context.awsRequestId,
    deadlineAt: cutOffAt - reserveMs,
    ...(adapterError && { adapterError, failedMethod: method }),
  };
  const request = new Request(url ?? 'https://localhost/', {
    method: adapterError ? methodOfErrorRequest(method) : method,
    headers: toHeadersInit(fields ?? {}),
    body: adapterError || !bytes ? null : bytes,
  });
  return { request, env, cutOffAt };
}

/** Returns the method with which the app makes the response of an adapter error: GET or HEAD. */
export function methodOfErrorRequest(failedMethod: string): 'GET' | 'HEAD' {
  return failedMethod === 'HEAD' ? 'HEAD' : 'GET';
}

/** Returns null without a body, false when its base64 is malformed. */
function bodyBytes({ body, isBase64Encoded }: HttpEvent): Uint8Array<ArrayBuffer> | null | false {
  if (!body) return null;
  if (!isBase64Encoded) return Buffer.from(body, 'utf8');
  const bytes = Buffer.from(body, 'base64');
  return bytes.toString('base64') === body && bytes;
}

/**
 * Returns null for a name or value that HTTP does not allow (RFC 9110, section 5).
 *
 * The fields are a record without a prototype, so that `__proto__` is a name like others; see `toHeadersInit`.
 */
function headerFields(event: HttpEvent, bytes: Uint8Array | null): Readonly<Record<string, string>> | null {
  const fields: Record<string, string> = Object.create(null);
  const headers = event.headers ?? {};
  for (const name in headers) {
    const value = headers[name];
    if (typeof value !== 'string') continue;
    if (plainName.test(name) && plainValue.test(value)) fields[name] = value;
    else {
      const bytesOfValue = fieldValue(value);
      if (!token.test(name) || bytesOfValue === null) return null;
      fields[name.toLowerCase()] = bytesOfValue;
    }
  }
  if (event.cookies?.length) {
    const cookie = fieldValue(event.cookies.join('; '));
    if (cookie === null) return null;
    fields.cookie = cookie;
  }
  if (bytes || 'content-length' in fields) fields['content-length'] = String(bytes?.byteLength ?? 0);
  delete fields['transfer-encoding'];
  return fields;
}

/** Returns what `new Headers` takes: Node reads a record faster than pairs, but loses the name `__proto__` of one. */
function toHeadersInit(fields: Readonly<Record<string, string>>): HeadersInit {
  return '__proto__' in fields ? Object.entries(fields) : fields;
}

/** Returns each byte as one character, as Fetch and Node's own server give header values that are not ASCII. */
function fieldValue(value: string): string | null {
  // The search for the end begins once at each run of white space, and not at each of its characters.
  const trimmed = value.replace(/^[\t\n\r ]+|(?<![\t\n\r ])[\t\n\r ]+$/g, '');
  return /[\0\r\n]/.test(trimmed) ? null : Buffer.from(trimmed, 'utf8').toString('latin1');
}

function findAdapterError(method: string, url: unknown, bytes: unknown, fields: unknown): AdapterError | null {
  if (!token.test(method)) return { status: 400, detail: 'The request has a method that HTTP does not allow.' };
  if (unsupportedMethod.test(method)) return { status: 501, detail: `The method ${method} is not supported here.` };
  if (url === null) return { status: 400, detail: 'The request names a host that cannot be one.' };
  if (fields === null) return { status: 400, detail: 'The request has a header that HTTP does not allow.' };
  if (bytes === false) return { status: 400, detail: 'The body of the request arrived damaged. Please send it again.' };
  return null;
}
