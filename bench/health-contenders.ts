import { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { wholeContext } from '../packages/lambda-adapter/test/events.ts';
import { httpEvent } from './http-event.ts';

export type HealthContender = keyof typeof healthContenders;

type Call = () => Promise<unknown>;

const event = httpEvent('GET', '/health');

/** Each makes the call that is measured, and loads its modules only in its own process. */
export const healthContenders = {
  'the app': theApp,
  'a bare app behind our adapter': bareApp,
  'a bare app behind hono/aws-lambda': stockApp,
} satisfies Record<string, () => Promise<Call>>;

async function theApp(): Promise<Call> {
  const { deployedApp } = await import('./deployed-app.ts');
  const handler = await deployedApp();
  return checked(() => handler(event, wholeContext));
}

async function bareApp(): Promise<Call> {
  const { createLambdaHandler } = await import('../packages/lambda-adapter/src/handler.ts');
  const handler = createLambdaHandler(healthAlone());
  return checked(() => handler(event, wholeContext));
}

async function stockApp(): Promise<Call> {
  const handler = handle(healthAlone());
  // It declares more fields of an event than it reads.
  return checked(() => handler(event as LambdaEvent, wholeContext));
}

function healthAlone(): Hono {
  return new Hono().get('/health', (c) => c.json({ status: 'ok' }));
}

/** Returns the call when its first result is right: a wrong one must not win. */
async function checked(call: () => Promise<object>): Promise<Call> {
  const result = await call();
  if (!('statusCode' in result) || result.statusCode !== 200) throw new Error(`It answers ${JSON.stringify(result)}.`);
  return call;
}
