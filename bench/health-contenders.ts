import { Hono } from 'hono';
import { handle, type LambdaEvent } from 'hono/aws-lambda';

export type HealthContender = keyof typeof healthContenders;

type Call = () => Promise<unknown>;

/**
 * Each makes the call that is measured. Modules are loaded only where they are measured: our adapter replaces globals
 * that the peer uses.
 */
export const healthContenders = {
  'the app': theApp,
  'a bare app behind our adapter': bareApp,
  'a bare app behind hono/aws-lambda': stockApp,
} satisfies Record<string, () => Promise<Call>>;

/**
 * As `src/lambda.ts` puts it together, with the environment of a function. Nothing of it is called but what `/health`
 * needs.
 */
async function theApp(): Promise<Call> {
  const { createLambdaHandler } = await import('../src/lambda/handler.ts');
  const { createApp } = await import('../src/app.ts');
  const { readConfig } = await import('../src/config.ts');
  const { createDependencies } = await import('../src/dependencies.ts');
  const { createWriteLine } = await import('../src/telemetry/request-line.ts');
  const config = readConfig({
    AWS_LAMBDA_FUNCTION_NAME: 'app',
    PUBLIC_URL: 'https://files.example.com',
    SESSION_SECRET: 'a-secret-for-the-benchmark-that-is-long-enough',
  });
  const dependencies = createDependencies(config, new URL('../test/support/assets/', import.meta.url));
  const handler = createLambdaHandler(createApp(dependencies), { writeLine: createWriteLine(dependencies) });
  return checked(() => handler(event, context));
}

async function bareApp(): Promise<Call> {
  const { createLambdaHandler } = await import('../src/lambda/handler.ts');
  const handler = createLambdaHandler(healthAlone());
  return checked(() => handler(event, context));
}

async function stockApp(): Promise<Call> {
  const handler = handle(healthAlone());
  // It declares more fields of an event than it reads.
  return checked(() => handler(event as LambdaEvent, context));
}

function healthAlone(): Hono {
  return new Hono().get('/health', (c) => c.json({ status: 'ok' }));
}

/** What answers wrongly must not win. */
async function checked(call: () => Promise<object>): Promise<Call> {
  const result = await call();
  if (!('statusCode' in result) || result.statusCode !== 200) throw new Error(`It answers ${JSON.stringify(result)}.`);
  return call;
}

const host = 'id.execute-api.eu-central-1.amazonaws.com';
const event: object = {
  version: '2.0',
  routeKey: '$default',
  rawPath: '/health',
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
    http: { method: 'GET', path: '/health', protocol: 'HTTP/1.1', sourceIp: '192.0.2.7', userAgent: 'curl/8.5.0' },
    requestId: 'JKJaXmPLvHcESHA=',
    routeKey: '$default',
    stage: '$default',
    time: '12/Mar/2020:19:03:58 +0000',
    timeEpoch: 1583348638390,
  },
  isBase64Encoded: false,
};
const context = {
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
