import { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';
import { createLambdaHandler } from '../packages/lambda-adapter/src/handler.ts';
import { wholeContext } from '../packages/lambda-adapter/test/events.ts';
import { httpEvent } from './http-event.ts';

/** The names of the compared calls; each makes the call that is measured, in a process where nothing else has run. */
export type Contender = keyof typeof contenders;

type Call = () => Promise<unknown>;

const fourMb = Buffer.alloc(4_000_000, Buffer.from(Array.from({ length: 251 }, (_, byte) => byte)));
const text = '"Boots, brown";"ü"\n'.repeat(200_000);
const upload = { ...httpEvent('PUT', '/bytes'), body: fourMb.toString('base64'), isBase64Encoded: true };

export const contenders = {
  health: () => ours(plainApp(), httpEvent('GET', '/health')),
  'health with middleware': () => ours(layeredApp(), httpEvent('GET', '/health')),
  'health of hono/aws-lambda': () => stock(plainApp(), httpEvent('GET', '/health')),
  'answer of 4 MB': () => ours(plainApp(), httpEvent('GET', '/bytes')),
  'answer of 4 MB of hono/aws-lambda': () => stock(plainApp(), httpEvent('GET', '/bytes')),
  'answer of 4 MB of a bare handler': () => bareBase64,
  'text of 4 MB': () => ours(plainApp(), httpEvent('GET', '/text')),
  'text of 4 MB of hono/aws-lambda': () => stock(plainApp(), httpEvent('GET', '/text')),
  'request of 4 MB': () => ours(plainApp(), upload),
  'request of 4 MB of hono/aws-lambda': () => stock(plainApp(), upload),
} satisfies Record<string, () => Call>;

function ours(app: Hono, asked: object): Call {
  const handler = createLambdaHandler(app);
  return () => handler(asked, wholeContext);
}

function stock(app: Hono, asked: object): Call {
  const handler = handle(app);
  // It declares more fields of an event than it reads.
  return () => handler(asked as LambdaEvent, wholeContext);
}

async function bareBase64(): Promise<object> {
  return { statusCode: 200, headers: {}, body: fourMb.toString('base64'), isBase64Encoded: true };
}

function plainApp(app = new Hono()): Hono {
  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.get('/bytes', () => new Response(fourMb, { headers: { 'content-type': 'image/png' } }));
  app.get('/text', (c) => c.body(text, 200, { 'content-type': 'text/csv; charset=utf-8' }));
  app.put('/bytes', async (c) => c.json({ length: (await c.req.arrayBuffer()).byteLength }));
  return app;
}

/** Returns an app with the usual middleware around each route: six layers, five headers set, four read. */
function layeredApp(): Hono {
  const app = new Hono();
  for (const [name, value] of [
    ['x-request-id', 'JKJaXmPLvHcESHA='],
    ['x-content-type-options', 'nosniff'],
    ['referrer-policy', 'no-referrer'],
    ['cache-control', 'private, no-store'],
    ['x-frame-options', 'DENY'],
  ] as const) {
    app.use(async (c, next) => {
      await next();
      c.res.headers.set(name, value);
    });
  }
  app.use(async (c, next) => {
    for (const name of ['cookie', 'authorization', 'origin', 'accept']) c.req.header(name);
    await next();
  });
  return plainApp(app);
}
