import { describe, expect, it } from 'vitest';
import { InvalidConfig, readConfig } from '../src/config.ts';

const onLambda = {
  AWS_LAMBDA_FUNCTION_NAME: 'sluice',
  SESSION_SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'https://files.example.com',
  JOB_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/sluice-jobs',
};

describe('readConfig', () => {
  it('readConfig, no variables, has defaults for one machine', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      bucketName: 'sluice',
      tableName: 'sluice',
      region: 'us-east-1',
      s3Endpoint: undefined,
      dynamodbEndpoint: undefined,
      jobQueueUrl: undefined,
      sqsEndpoint: undefined,
      sessionSecrets: [],
      upstreams: {},
      dataDir: '.data',
      demoPassword: 'sluice-demo',
      logLevel: 'INFO',
      serviceName: 'sluice',
      isRegistrationOpen: true,
      onLambda: false,
      isStartWaitedFor: false,
    });
  });

  it('readConfig, time-outs of bucket and table, reads them within the time of a request', () => {
    expect(readConfig({ BUCKET_TIMEOUT_MS: '25000', TABLE_TIMEOUT_MS: '100' })).toMatchObject({
      bucketTimeoutMs: 25_000,
      tableTimeoutMs: 100,
    });
    for (const wrong of ['99', '25001', '3s', '-1', '1e3', 'none'])
      expect(() => readConfig({ TABLE_TIMEOUT_MS: wrong })).toThrow('TABLE_TIMEOUT_MS: must be ');
  });

  it('readConfig, the start of Lambda, knows whether a request waits for it', () => {
    expect(readConfig({ ...onLambda, AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' }).isStartWaitedFor).toBe(true);
    for (const type of ['provisioned-concurrency', 'snap-start', undefined])
      expect(readConfig({ ...onLambda, AWS_LAMBDA_INITIALIZATION_TYPE: type }).isStartWaitedFor).toBe(false);
  });

  it('readConfig, the queue of the jobs, is needed on Lambda with AWS’s own table', () => {
    expect(readConfig({ ...onLambda, AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9324' })).toMatchObject({
      jobQueueUrl: onLambda.JOB_QUEUE_URL,
      sqsEndpoint: 'http://127.0.0.1:9324',
    });
    const without = { ...onLambda, JOB_QUEUE_URL: undefined };
    expect(() => readConfig(without)).toThrow('JOB_QUEUE_URL: must be set on Lambda');
    expect(readConfig({ ...without, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:8000' }).onLambda).toBe(true);
    expect(() => readConfig({ JOB_QUEUE_URL: 'sluice-jobs' })).toThrow('JOB_QUEUE_URL: must be an http(s) address');
  });

  it('readConfig, the worker, starts without the secret of the cookies', () => {
    const without = { ...onLambda, SESSION_SECRET: undefined };
    expect(() => readConfig({ ...without, _HANDLER: 'lambda.handler' })).toThrow('SESSION_SECRET: must be set');
    expect(readConfig({ ...without, _HANDLER: 'worker.handler' }).sessionSecrets).toEqual([]);
  });

  it('readConfig, an empty variable, is an absent one', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '', SESSION_SECRET: '' })).toEqual(readConfig({}));
  });

  it('readConfig, PUBLIC_URL, follows the port and drops the path', () => {
    expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(readConfig({ PUBLIC_URL: 'https://files.example.com/' }).publicUrl).toBe('https://files.example.com');
  });

  it('readConfig, several secrets, seals with the first', () => {
    const [first, second] = ['a'.repeat(32), 'b'.repeat(40)];
    expect(readConfig({ SESSION_SECRET: `${first}, ${second}` }).sessionSecrets).toEqual([first, second]);
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['BUCKET_PORT', 'x'],
    ['BUCKET_PORT', '65536'],
    ['PUBLIC_URL', 'files.example.com'],
    ['PUBLIC_URL', 'javascript:alert(1)'],
    ['PUBLIC_URL', 'https://files.example.com/app'],
    ['PUBLIC_URL', 'https://files.example.com//'],
    ['PUBLIC_URL', 'https://files.example.com/?a=b'],
    ['PUBLIC_URL', 'https://files.example.com?'],
    ['PUBLIC_URL', 'https://files.example.com/#top'],
    ['PUBLIC_URL', 'https://ada:secret@files.example.com'],
    ['PUBLIC_URL', 'https:\\\\files.example.com\\app'],
    ['CLIENT_ADDRESS_HEADER', 'X Real IP'],
    ['CLIENT_ADDRESS_HEADER', 'Forwarded'],
    ['CLIENT_ADDRESS_HEADER', 'X-Origin-Verify'],
    ['CDN_SECRET', 'short'],
    ['BUCKET_NAME', 'My_Bucket'],
    ['BUCKET_NAME', '../x'],
    ['TABLE_NAME', 'a b'],
    ['AWS_ENDPOINT_URL_S3', 'localhost:9000'],
    ['AWS_ENDPOINT_URL_DYNAMODB', 'file:///etc/passwd'],
    ['SESSION_SECRET', 'short'],
    ['SESSION_SECRET', `${'a'.repeat(32)},short`],
    ['DEMO_PASSWORD', 'short'],
  ])('readConfig, %s=%s, names the variable and says what it should be', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(InvalidConfig);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: .*must`));
  });

  it('readConfig, several wrong variables, names all and repeats no secret', () => {
    const wrong = { PORT: 'x', TABLE_NAME: '!', SESSION_SECRET: 'my-own-secret' };
    expect(() => readConfig(wrong)).toThrow(/PORT:.*TABLE_NAME:.*SESSION_SECRET:/s);
    expect(() => readConfig(wrong)).not.toThrow(/my-own-secret/);
  });

  it.each(['SESSION_SECRET', 'PUBLIC_URL'])('readConfig, no %s on Lambda, throws', (name) => {
    expect(readConfig(onLambda).onLambda).toBe(true);
    expect(() => readConfig({ ...onLambda, [name]: undefined })).toThrow(`${name}: must be set on Lambda`);
  });

  it.each([
    ['ERROR', 'ERROR'],
    ['FATAL', 'CRITICAL'],
    ['', 'DEBUG'],
    ['OTHER', 'DEBUG'],
  ])('readConfig, ApplicationLogLevel %j, is above POWERTOOLS_LOG_LEVEL: %s', (AWS_LAMBDA_LOG_LEVEL, level) => {
    expect(readConfig({ AWS_LAMBDA_LOG_LEVEL, POWERTOOLS_LOG_LEVEL: 'DEBUG' }).logLevel).toBe(level);
  });

  it('readConfig, LOG_LEVEL in any case, reads it, else names the levels', () => {
    expect(readConfig({ POWERTOOLS_LOG_LEVEL: 'debug' }).logLevel).toBe('DEBUG');
    expect(() => readConfig({ POWERTOOLS_LOG_LEVEL: 'loud' })).toThrow(
      /POWERTOOLS_LOG_LEVEL: must be one of TRACE, DEBUG, INFO, WARN, ERROR, CRITICAL, SILENT/,
    );
  });
});

describe('readConfig, registration and single sign-on', () => {
  const lambda = {
    AWS_LAMBDA_FUNCTION_NAME: 'sluice',
    PUBLIC_URL: 'https://files.example.com',
    SESSION_SECRET: 's'.repeat(32),
    JOB_QUEUE_URL: onLambda.JOB_QUEUE_URL,
  };

  it('readConfig, registration, is open on one machine, on Lambda only where set', () => {
    expect(readConfig({}).isRegistrationOpen).toBe(true);
    expect(readConfig({ REGISTRATION: 'closed' }).isRegistrationOpen).toBe(false);
    expect(readConfig(lambda).isRegistrationOpen).toBe(false);
    expect(readConfig({ ...lambda, REGISTRATION: 'open' }).isRegistrationOpen).toBe(true);
    expect(() => readConfig({ REGISTRATION: 'yes' })).toThrow('REGISTRATION: must be "open" or "closed"');
  });

  const provider = { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'sluice', OIDC_CLIENT_SECRET: 'secret' };

  it('readConfig, a sign-in provider, needs all of its variables', () => {
    const known = { issuer: 'https://id.example.com', clientId: 'sluice', clientSecret: 'secret' };
    expect(readConfig(provider).singleSignOn).toEqual(known);
    expect(readConfig({ ...provider, OIDC_ADMIN_GROUP: 'a' }).singleSignOn).toEqual({ ...known, adminGroup: 'a' });
    expect(readConfig({}).singleSignOn).toBeUndefined();
  });

  it.each([
    [{ OIDC_ISSUER: 'https://id.example.com' }, 'OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: must be set too'],
    [{ OIDC_ADMIN_GROUP: 'a' }, 'OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: must be set too'],
    [{ ...provider, OIDC_ISSUER: 'http://id.example.com' }, 'OIDC_ISSUER: must begin with https:'],
    [{ ...provider, OIDC_ISSUER: 'id.example.com' }, 'OIDC_ISSUER: must be the address'],
  ])('readConfig, single sign-on %j, throws', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message);
  });

  it('readConfig, a provider on this machine, may be without https', () => {
    const issuer = 'http://localhost:8080';
    expect(readConfig({ ...provider, OIDC_ISSUER: issuer }).singleSignOn?.issuer).toBe(issuer);
  });
});

describe('readConfig, a proxy in front', () => {
  const domain = { PUBLIC_URL: 'https://files.example.com' };
  const secret = 'c'.repeat(32);

  it.each([
    ['http://localhost:3000', undefined],
    ['http://127.0.0.1:3000', undefined],
    ['http://[::1]:3000', undefined],
    ['https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com', undefined],
    ['https://a1b2c3d4e5.execute-api.cn-north-1.amazonaws.com.cn', undefined],
    ['https://abc.lambda-url.eu-central-1.on.aws', undefined],
    ['https://files.example.com', {}],
    ['http://files.lan', {}],
    ['https://d111111abcdef8.cloudfront.net', {}],
    ['https://localhost.example.com', {}],
  ])('readConfig, PUBLIC_URL %s, expects the proxy %j', (PUBLIC_URL, proxy) => {
    expect(readConfig({ PUBLIC_URL }).proxy).toEqual(proxy);
  });

  it('readConfig, a header and secrets, trusts them', () => {
    const environment = { ...domain, CLIENT_ADDRESS_HEADER: 'X-Real-IP', CDN_SECRET: `${secret}, ${secret}d` };
    const clientAddress = { header: 'x-real-ip', secrets: [secret, `${secret}d`] };
    expect(readConfig(environment).proxy).toEqual({ clientAddress });
  });

  it('readConfig, "none" as the header, takes the address of the connection', () => {
    expect(readConfig({ ...domain, CLIENT_ADDRESS_HEADER: 'none' }).proxy).toBeUndefined();
  });

  it.each([
    [{ CLIENT_ADDRESS_HEADER: 'X-Real-IP' }, 'CDN_SECRET: must be set too'],
    [{ CDN_SECRET: secret }, 'CLIENT_ADDRESS_HEADER: must name a header too'],
    [{ CDN_SECRET: secret, CLIENT_ADDRESS_HEADER: 'none' }, 'CLIENT_ADDRESS_HEADER: must name a header too'],
  ])('readConfig, a proxy of %j, throws', (environment, message) => {
    expect(() => readConfig({ ...domain, ...environment })).toThrow(message);
  });
});
