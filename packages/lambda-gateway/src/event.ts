/**
 * HTTP requests as events of payload format 2.0.
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
import type { IncomingMessage } from 'node:http';
import { accountId } from './function-configuration.ts';
import { parseTarget } from './target.ts';

/** An event of payload format 2.0; fields without a value are left out, as AWS does. */
export interface HttpEvent {
  version: '2.0';
  routeKey: '$default';
  rawPath: string;
  rawQueryString: string;
  cookies?: string[];
  headers: Record<string, string>;
  queryStringParameters?: Record<string, string>;
  requestContext: RequestContext;
  body?: string;
  isBase64Encoded: boolean;
}

/** The facts about a request that the gateway adds. */
export interface RequestContext {
  accountId: string;
  apiId: string;
  domainName: string;
  domainPrefix: string;
  http: { method: string; path: string; protocol: string; sourceIp: string; userAgent: string };
  requestId: string;
  routeKey: '$default';
  stage: '$default';
  /** For example `12/Mar/2020:19:03:58 +0000`. */
  time: string;
  timeEpoch: number;
}

/** The facts that `toEvent` cannot read from the request. */
export interface EventFacts {
  requestId: string;
  traceId: string;
  /** True for an HTTP API, which decodes the path; a function URL does not. */
  decodePath: boolean;
  /** A function URL's own name, by which adapters detect one. Absent: the client's `Host`. */
  domainName: string | undefined;
  /** Milliseconds since 1970. */
  now: number;
}

/** Makes the event of a request with its whole body. */
export function toEvent(request: IncomingMessage, body: Buffer, facts: EventFacts): HttpEvent {
  const target = parseTarget(request.url ?? '/', facts.decodePath);
  const { headers, cookies } = joinHeaders(request.rawHeaders);
  const sourceIp = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const forwardedFor = headers.get('x-forwarded-for');
  headers.set('content-length', String(body.length));
  headers.set('x-amzn-trace-id', facts.traceId);
  headers.set('x-forwarded-for', forwardedFor ? `${forwardedFor}, ${sourceIp}` : sourceIp);
  headers.set('x-forwarded-port', String(request.socket.localPort));
  headers.set('x-forwarded-proto', 'http');
  const domainName = facts.domainName ?? headers.get('host') ?? '';
  const isText = isTextType(headers.get('content-type'));
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: target.path,
    rawQueryString: target.query,
    ...(cookies.length > 0 && { cookies }),
    headers: Object.fromEntries(headers),
    ...(target.query !== '' && { queryStringParameters: joinParameters(target.query) }),
    requestContext: {
      accountId,
      apiId: 'local',
      domainName,
      domainPrefix: domainName.split('.', 1)[0] ?? '',
      http: {
        method: request.method ?? 'GET',
        path: target.path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers.get('user-agent') ?? '',
      },
      requestId: facts.requestId,
      routeKey: '$default',
      stage: '$default',
      time: toLogTime(facts.now),
      timeEpoch: facts.now,
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

/**
 * Headers of one connection, which the function does not get: RFC 9110, section 7.6.1, and `Expect`, which the gateway
 * answers.
 */
const connectionHeaders = [
  'connection',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
];

/**
 * Joins headers by AWS's rules. "All header names are lowercased", "Duplicate headers are combined with commas",
 * cookies have a field of their own.
 */
function joinHeaders(rawHeaders: string[]): { headers: Map<string, string>; cookies: string[] } {
  const headers = new Map<string, string>();
  const cookies: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const name = (rawHeaders[index] ?? '').toLowerCase();
    const value = fromUtf8(rawHeaders[index + 1] ?? '');
    const before = headers.get(name);
    if (name === 'cookie') cookies.push(...value.split(';').map((cookie) => cookie.trim()));
    else if (!connectionHeaders.includes(name)) headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return { headers, cookies: cookies.filter((cookie) => cookie !== '') };
}

/**
 * Decodes a header as UTF-8; node gives it as one character for each byte. A load balancer in front of a function reads
 * UTF-8 (https://github.com/honojs/hono/issues/4432). For a gateway AWS documents nothing, and no JSON could carry the
 * bytes.
 */
function fromUtf8(value: string): string {
  return Buffer.from(value, 'latin1').toString('utf8');
}

/** Joins decoded query parameters by AWS's rule: "Duplicate query strings are combined with commas". */
function joinParameters(query: string): Record<string, string> {
  const parameters = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const before = parameters.get(name);
    parameters.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(parameters);
}

/**
 * True for bodies that stay text: observed on AWS, as the page does not say. Everything else is base64, form posts and
 * bodies without a type too (https://github.com/ministackorg/ministack/pull/766). The type alone decides: a text body
 * that is not UTF-8 arrives with U+FFFD in it.
 */
function isTextType(contentType: string | undefined): boolean {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || /^application\/(json|xml|javascript)$/.test(type);
}

function toLogTime(now: number): string {
  const [, day, month, year, time] = new Date(now).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
