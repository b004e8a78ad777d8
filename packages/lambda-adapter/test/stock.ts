import type { Hono } from 'hono';
import { type APIGatewayProxyResult, handle, type LambdaEvent } from 'hono/aws-lambda';
import { wholeContext } from './events.ts';

/** hono/aws-lambda's adapter, the peer of ours. */
export function stock(app: Hono): (event: unknown) => Promise<APIGatewayProxyResult> {
  const handler = handle(app);
  // It declares more fields of an event than it reads, and some tests send what is no event at all.
  return (event) => handler(event as LambdaEvent, wholeContext);
}
