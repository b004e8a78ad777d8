import type { ServerResponse } from 'node:http';

/** The reason for an error response from the gateway itself. */
export type GatewayError =
  | 'bad-request'
  | 'unknown-host'
  | 'head-too-large'
  | 'body-too-large'
  | 'event-too-large'
  | 'throttled'
  | 'integration-timeout'
  | 'function-failed';

/** Status and message for each error. */
export type GatewayErrors = Record<GatewayError, [status: number, message: string]>;

/**
 * The errors of an HTTP API.
 *
 * - `unknown-host`: a name that leads to it but is not one of its own
 *   (https://repost.aws/knowledge-center/api-gateway-troubleshoot-403-forbidden)
 * - `event-too-large`: Lambda's Invoke refuses it with 413 RequestEntityTooLargeException
 *   (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html); the wording behind an HTTP API is not documented
 * - `throttled`, `integration-timeout`: 503, captured in https://github.com/cortexlabs/cortex/issues/1225
 * - `function-failed` (threw, timed out, crashed, answered nonsense or too much): 500, from
 *   https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html, seen for
 *   time-outs in https://github.com/denoland/deno_registry2/issues/87 and for size in
 *   https://github.com/brefphp/bref/issues/1090
 */
export const httpApiErrors: GatewayErrors = {
  'bad-request': [400, 'Bad Request'],
  'unknown-host': [403, 'Forbidden'],
  'head-too-large': [431, 'Request Header Fields Too Large'],
  'body-too-large': [413, 'Request Entity Too Large'],
  'event-too-large': [413, 'Request Entity Too Large'],
  throttled: [503, 'Service Unavailable'],
  'integration-timeout': [503, 'Service Unavailable'],
  'function-failed': [500, 'Internal Server Error'],
};

/**
 * The errors of a function URL. 413 was seen in https://github.com/ducktors/turborepo-remote-cache/issues/677, 502 for
 * a failed function in https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/issues/97, 429 is from
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html. Bodies are not documented.
 */
export const functionUrlErrors: GatewayErrors = {
  ...httpApiErrors,
  throttled: [429, 'Rate Exceeded.'],
  'function-failed': [502, 'Internal Server Error'],
};

/** Sends an error: `{"message": "…"}`. */
export function sendGatewayError(response: ServerResponse, [status, message]: [number, string]): void {
  const body = JSON.stringify({ message });
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
}

/** Returns an error for a connection without a readable request. It ends the connection. */
export function gatewayErrorBytes([status, message]: [number, string]): string {
  const body = JSON.stringify({ message });
  const head = `HTTP/1.1 ${status} ${message}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
  return `${head}\r\nconnection: close\r\n\r\n${body}`;
}
