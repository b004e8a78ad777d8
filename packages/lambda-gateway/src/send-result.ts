import type { ServerResponse } from 'node:http';
import type { HttpResult, ResponseHead } from './result.ts';

/**
 * Sends a whole response, with its computed length in the place of the function's own. HEAD, 204 and 304 have no body
 * (RFC 9110).
 */
export function sendResult(response: ServerResponse, result: HttpResult): void {
  result.headers.delete('content-length');
  setHead(response, result);
  if (result.status !== 204 && result.status !== 304) response.setHeader('content-length', result.body.length);
  response.end(result.body);
}

/**
 * Sets status, headers and one Set-Cookie for each cookie.
 *
 * @throws TypeError when a name or a value cannot be sent
 */
export function setHead(response: ServerResponse, { status, headers, cookies }: ResponseHead): void {
  for (const [name, value] of headers) response.setHeader(name, value);
  for (const cookie of cookies) response.appendHeader('set-cookie', cookie);
  response.statusCode = status;
}
