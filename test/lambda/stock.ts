import type { Hono } from 'hono';
import { type APIGatewayProxyResult, handle, type LambdaEvent } from 'hono/aws-lambda';
import { CONTEXT } from './events.ts';

/** hono/aws-lambda's adapter, the peer of ours. */
export function stock(app: Hono): (event: unknown) => Promise<APIGatewayProxyResult> {
  const handler = handle(app);
  // It declares more fields of an event than it reads, and some tests send what is no event at all.
  return (event) => handler(event as LambdaEvent, STOCK_CONTEXT);
}

const STOCK_CONTEXT = {
  ...CONTEXT,
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'app',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:app',
  memoryLimitInMB: '512',
  logGroupName: 'app',
  logStreamName: 'app',
};
