import type { Hono } from 'hono';
import { type APIGatewayProxyResult, handle, type LambdaEvent } from 'hono/aws-lambda';
import { wholeContext } from './events.ts';

/** The adapter of hono/aws-lambda, the peer of this one. */
export function stock(app: Hono): (event: unknown) => Promise<APIGatewayProxyResult> {
  const handler = handle(app);
  // It declares more fields of an event than it reads, and some tests send events of another kind.
  return (event) => handler(event as LambdaEvent, wholeContext);
}
