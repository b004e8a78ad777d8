import { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';

/** The names of what is compared; each makes the call that is measured, in a process where nothing else has run. */
export type Contender = keyof typeof contenders;

type Call = () => Promise<unknown>;

const FOUR_MB = Buffer.alloc(4_000_000, Buffer.from(Array.from({ length: 251 }, (_, byte) => byte)));
const TEXT = '"Boots, brown";"ü"\n'.repeat(200_000);
const UPLOAD = { ...event('PUT', '/bytes'), body: FOUR_MB.toString('base64'), isBase64Encoded: true };
const CONTEXT = {
  awsRequestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  getRemainingTimeInMillis: () => 28_000,
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'app',
  functionVersion: '1',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:app',
  memoryLimitInMB: '512',
  logGroupName: 'app',
  logStreamName: 'app',
};

/** Each module is loaded only where it is measured: ours replaces globals that the peers use. */
const { createLambdaHandler } = isOurs()
  ? await import('../src/lambda/handler.ts')
  : { createLambdaHandler: undefined };

export const contenders = {
  health: () => ours(plainApp(), event('GET', '/health')),
  'health with middleware': () => ours(layeredApp(), event('GET', '/health')),
  'health of hono/aws-lambda': () => stock(plainApp(), event('GET', '/health')),
  'answer of 4 MB': () => ours(plainApp(), event('GET', '/bytes')),
  'answer of 4 MB of hono/aws-lambda': () => stock(plainApp(), event('GET', '/bytes')),
  'answer of 4 MB of a bare handler': () => bareBase64,
  'text of 4 MB': () => ours(plainApp(), event('GET', '/text')),
  'text of 4 MB of hono/aws-lambda': () => stock(plainApp(), event('GET', '/text')),
  'request of 4 MB': () => ours(plainApp(), UPLOAD),
  'request of 4 MB of hono/aws-lambda': () => stock(plainApp(), UPLOAD),
} satisfies Record<string, () => Call>;

function isOurs(): boolean {
  return !/ of (hono\/aws-lambda|a bare handler)$/.test(process.argv[2] ?? '');
}

function ours(app: Hono, asked: object): Call {
  if (!createLambdaHandler) throw new Error('The adapter is not loaded in the process of a peer.');
  const handler = createLambdaHandler(app);
  return () => handler(asked, CONTEXT);
}

function stock(app: Hono, asked: object): Call {
  const handler = handle(app);
  // It declares more fields of an event than it reads.
  return () => handler(asked as LambdaEvent, CONTEXT);
}

async function bareBase64(): Promise<object> {
  return { statusCode: 200, headers: {}, body: FOUR_MB.toString('base64'), isBase64Encoded: true };
}

function plainApp(app = new Hono()): Hono {
  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.get('/bytes', () => new Response(FOUR_MB, { headers: { 'content-type': 'image/png' } }));
  app.get('/text', (c) => c.body(TEXT, 200, { 'content-type': 'text/csv; charset=utf-8' }));
  app.put('/bytes', async (c) => c.json({ length: (await c.req.arrayBuffer()).byteLength }));
  return app;
}

/** What a real app does around each route: six layers, five headers set, four read. */
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

function event(method: string, rawPath: string): object {
  const host = 'id.execute-api.eu-central-1.amazonaws.com';
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: '',
    headers: {
      accept: '*/*',
      'accept-encoding': 'gzip, deflate, br',
      'content-length': '0',
      host,
      'user-agent': 'curl/8.5.0',
      'x-amzn-trace-id': 'Root=1-67891233-abcdef012345678912345678',
      'x-forwarded-for': '192.0.2.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'id',
      domainName: host,
      domainPrefix: 'id',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.7', userAgent: 'curl/8.5.0' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: '$default',
      time: '12/Mar/2020:19:03:58 +0000',
      timeEpoch: 1583348638390,
    },
    isBase64Encoded: false,
  };
}
