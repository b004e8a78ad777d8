/**
 * A function's result as an HTTP response, by the rules of payload format 2.0.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */

/** Status, headers and cookies from a function. */
export interface ResponseHead {
  status: number;
  /** Lower-case names. */
  headers: Map<string, string>;
  cookies: string[];
}

/** A whole response. */
export interface HttpResult extends ResponseHead {
  body: Buffer;
}

/**
 * Reads the JSON that a function returned. Returns undefined for an invalid result, which makes a gateway answer 500.
 * Valid JSON without `statusCode` is the body of a 200 of type `application/json`.
 */
export function parseResult(json: Buffer, defaultContentType: string): HttpResult | undefined {
  const result = parseJson(json);
  if (result === undefined) return undefined;
  if (!isRecord(result) || result.statusCode === undefined) {
    const body = Buffer.from(typeof result === 'string' ? result : JSON.stringify(result));
    return { status: 200, headers: new Map([['content-type', 'application/json']]), cookies: [], body };
  }
  const head = parseHead(result);
  const body = parseBody(result.body, result.isBase64Encoded);
  if (!head || !body) return undefined;
  if (body.length > 0 && !head.headers.has('content-type')) head.headers.set('content-type', defaultContentType);
  return { ...head, body };
}

/**
 * Reads `statusCode`, `headers` and `cookies`, of a result or of a stream's metadata; undefined when one is invalid.
 */
export function parseHead(result: unknown): ResponseHead | undefined {
  if (!isRecord(result)) return undefined;
  const { statusCode: status = 200, headers, cookies } = result;
  const pairs = parseHeaders(headers ?? {});
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 200 || status > 599) return undefined;
  if (!pairs || !isStringArray(cookies ?? [])) return undefined;
  return { status, headers: pairs, cookies: isStringArray(cookies) ? cookies : [] };
}

/** Headers that belong to the connection, or that the gateway writes itself. */
const gatewayHeaders = ['connection', 'date', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade'];

function parseHeaders(headers: unknown): Map<string, string> | undefined {
  if (!isRecord(headers)) return undefined;
  const pairs = new Map<string, string>();
  for (const [name, value] of Object.entries(headers)) {
    if (value === null || gatewayHeaders.includes(name.toLowerCase())) continue;
    if (!['string', 'number', 'boolean'].includes(typeof value)) return undefined;
    pairs.set(name.toLowerCase(), String(value));
  }
  return pairs;
}

function parseBody(body: unknown, isBase64Encoded: unknown): Buffer | undefined {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body !== 'string') return undefined;
  if (isBase64Encoded !== true) return Buffer.from(body);
  const bytes = Buffer.from(body, 'base64');
  // Node skips characters that are not base64; then there are fewer bytes than the length promises.
  return bytes.length === Buffer.byteLength(body, 'base64') ? bytes : undefined;
}

function parseJson(json: Buffer): unknown {
  try {
    return JSON.parse(json.toString());
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStringArray(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
