import { describe, expect, it } from 'vitest';
import { InvalidConfig, readConfig } from '../src/config.ts';

const onLambda = {
  AWS_LAMBDA_FUNCTION_NAME: 'sluice',
  SESSION_SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'https://files.example.com',
};

describe('readConfig', () => {
  it('has a default for everything on one machine', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      bucketName: 'sluice',
      tableName: 'sluice',
      region: 'us-east-1',
      s3Endpoint: undefined,
      dynamodbEndpoint: undefined,
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

  it('reads how long an answer of bucket and table is waited for, within what a request has', () => {
    expect(readConfig({ BUCKET_TIMEOUT_MS: '25000', TABLE_TIMEOUT_MS: '100' })).toMatchObject({
      bucketTimeoutMs: 25_000,
      tableTimeoutMs: 100,
    });
    for (const wrong of ['99', '25001', '3s', '-1', '1e3', 'none'])
      expect(() => readConfig({ TABLE_TIMEOUT_MS: wrong })).toThrow('TABLE_TIMEOUT_MS: must be ');
  });

  it('knows whether a request waits for the start, as Lambda says it', () => {
    expect(readConfig({ ...onLambda, AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' }).isStartWaitedFor).toBe(true);
    for (const type of ['provisioned-concurrency', 'snap-start', undefined])
      expect(readConfig({ ...onLambda, AWS_LAMBDA_INITIALIZATION_TYPE: type }).isStartWaitedFor).toBe(false);
  });

  it('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', PUBLIC_URL: '', SESSION_SECRET: '' })).toEqual(readConfig({}));
  });

  it('follows the port and drops the path of the public address', () => {
    expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
    expect(readConfig({ PUBLIC_URL: 'https://files.example.com/' }).publicUrl).toBe('https://files.example.com');
  });

  it('reads several secrets, the first of which seals', () => {
    const [first, second] = ['a'.repeat(32), 'b'.repeat(40)];
    expect(readConfig({ SESSION_SECRET: `${first}, ${second}` }).sessionSecrets).toEqual([first, second]);
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '65536'],
    ['PORT', '-1'],
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
  ])('refuses %s=%s, names the variable and says what it should be', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(InvalidConfig);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name}: .*must`));
  });

  it('names every variable that is wrong, and repeats no secret', () => {
    const wrong = { PORT: 'x', TABLE_NAME: '!', SESSION_SECRET: 'my-own-secret' };
    expect(() => readConfig(wrong)).toThrow(/PORT:.*TABLE_NAME:.*SESSION_SECRET:/s);
    expect(() => readConfig(wrong)).not.toThrow(/my-own-secret/);
  });

  it.each(['SESSION_SECRET', 'PUBLIC_URL'])('does without a default for %s on Lambda', (name) => {
    expect(readConfig(onLambda).onLambda).toBe(true);
    expect(() => readConfig({ ...onLambda, [name]: undefined })).toThrow(`${name}: must be set on Lambda`);
  });

  it('takes the log level in any case, and names the ones that there are', () => {
    expect(readConfig({ POWERTOOLS_LOG_LEVEL: 'debug' }).logLevel).toBe('DEBUG');
    expect(() => readConfig({ POWERTOOLS_LOG_LEVEL: 'loud' })).toThrow(
      /POWERTOOLS_LOG_LEVEL: must be one of TRACE, DEBUG, INFO, WARN, ERROR, CRITICAL, SILENT/,
    );
  });
});

describe('readConfig, about who gets in', () => {
  const lambda = {
    AWS_LAMBDA_FUNCTION_NAME: 'sluice',
    PUBLIC_URL: 'https://files.example.com',
    SESSION_SECRET: 's'.repeat(32),
  };

  it('lets anybody sign up on one machine, and on Lambda only where that is said', () => {
    expect(readConfig({}).isRegistrationOpen).toBe(true);
    expect(readConfig({ REGISTRATION: 'closed' }).isRegistrationOpen).toBe(false);
    expect(readConfig(lambda).isRegistrationOpen).toBe(false);
    expect(readConfig({ ...lambda, REGISTRATION: 'open' }).isRegistrationOpen).toBe(true);
    expect(() => readConfig({ REGISTRATION: 'yes' })).toThrow('REGISTRATION: must be "open" or "closed"');
  });

  const provider = { OIDC_ISSUER: 'https://id.example.com', OIDC_CLIENT_ID: 'sluice', OIDC_CLIENT_SECRET: 'secret' };

  it('knows a sign-in provider by all that it takes', () => {
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
  ])('refuses %j', (environment, message) => {
    expect(() => readConfig(environment)).toThrow(message);
  });

  it('takes a provider on this machine without https', () => {
    const issuer = 'http://localhost:8080';
    expect(readConfig({ ...provider, OIDC_ISSUER: issuer }).singleSignOn?.issuer).toBe(issuer);
  });
});

describe('readConfig, about what may stand in front', () => {
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
  ])('at %s, expects %j', (PUBLIC_URL, proxy) => {
    expect(readConfig({ PUBLIC_URL }).proxy).toEqual(proxy);
  });

  it('with a header and secrets, believes them', () => {
    const environment = { ...domain, CLIENT_ADDRESS_HEADER: 'X-Real-IP', CDN_SECRET: `${secret}, ${secret}d` };
    const clientAddress = { header: 'x-real-ip', secrets: [secret, `${secret}d`] };
    expect(readConfig(environment).proxy).toEqual({ clientAddress });
  });

  it('with none for a header, takes who connects for the client', () => {
    expect(readConfig({ ...domain, CLIENT_ADDRESS_HEADER: 'none' }).proxy).toBeUndefined();
  });

  it.each([
    [{ CLIENT_ADDRESS_HEADER: 'X-Real-IP' }, 'CDN_SECRET: must be set too'],
    [{ CDN_SECRET: secret }, 'CLIENT_ADDRESS_HEADER: must name a header too'],
    [{ CDN_SECRET: secret, CLIENT_ADDRESS_HEADER: 'none' }, 'CLIENT_ADDRESS_HEADER: must name a header too'],
  ])('with %j, refuses it', (environment, message) => {
    expect(() => readConfig({ ...domain, ...environment })).toThrow(message);
  });
});
