import type { BucketRequest } from '../request.ts';
import { S3Error } from '../s3-error.ts';
import type { CorsRule } from './cors-rule.ts';

/** Headers of a response. */
type Headers = Readonly<Record<string, string>>;

/**
 * Returns the CORS headers of a response to a page of another origin; none when no rule allows it. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html
 */
export function corsHeaders(request: BucketRequest, rules: readonly CorsRule[]): Headers {
  const origin = request.headers.get('origin');
  if (origin === undefined) return {};
  const rule = rules.find((candidate) => allows(candidate, origin, request.method));
  return rule ? granted(rule, origin) : {};
}

/**
 * Returns the headers of the response to a preflight. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html
 *
 * @throws S3Error BadRequest, AccessForbidden
 */
export function preflightHeaders(request: BucketRequest, rules: readonly CorsRule[] | undefined): Headers {
  const origin = request.headers.get('origin');
  const method = request.headers.get('access-control-request-method');
  if (origin === undefined) throw new S3Error('BadRequest', 'Insufficient information. Origin request header needed.');
  if (method === undefined) throw new S3Error('BadRequest', 'Invalid Access-Control-Request-Method: null');
  if (!rules) throw new S3Error('AccessForbidden', 'CORSResponse: CORS is not enabled for this bucket.');
  const asked = headerList(request.headers.get('access-control-request-headers'));
  const rule = rules.find(
    (candidate) => allows(candidate, origin, method) && asked.every((name) => matchesAny(candidate.headers, name)),
  );
  if (!rule) {
    throw new S3Error(
      'AccessForbidden',
      "CORSResponse: This CORS request is not allowed. This is usually because the evaluation of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
    );
  }
  return {
    ...granted(rule, origin),
    ...(asked.length > 0 && { 'access-control-allow-headers': asked.join(', ') }),
    ...(rule.maxAgeSeconds !== undefined && { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  };
}

function granted(rule: CorsRule, origin: string): Headers {
  const anyone = rule.origins.includes('*');
  return {
    'access-control-allow-origin': anyone ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(rule.exposed.length > 0 && { 'access-control-expose-headers': rule.exposed.join(', ') }),
    ...(!anyone && { 'access-control-allow-credentials': 'true' }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function allows(rule: CorsRule, origin: string, method: string): boolean {
  return rule.methods.includes(method) && rule.origins.some((pattern) => matches(pattern, origin));
}

function matchesAny(patterns: readonly string[], header: string): boolean {
  return patterns.some((pattern) => matches(pattern.toLowerCase(), header));
}

/** True when the text matches the pattern, which has at most one `*` for any number of characters. */
function matches(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [start, end] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}

function headerList(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '');
}
