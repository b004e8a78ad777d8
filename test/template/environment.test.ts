import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type Deployment, deploy } from './cloudformation/deploy.ts';
import {
  apiUrl,
  customDomain,
  file,
  full,
  functionsOf,
  key,
  known,
  plain,
  properties,
  template,
  webFunctionsOf,
} from './deployments.ts';

describe('the variables of the functions', () => {
  const sealed = '{{resolve:secretsmanager:<SessionSecret>:SecretString:::}}';
  const secretArn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:sign-in-AbCdEf';

  function environment(deployment: Deployment, id: string): Record<string, string> {
    return properties<{ Environment: { Variables: Record<string, string> } }>(deployment, id).Environment.Variables;
  }

  /** As Lambda gives them: the secret's reference resolved, and Lambda's own variables. */
  const onLambda = {
    ...environment(plain, 'App'),
    SESSION_SECRET: 'x'.repeat(64),
    AWS_LAMBDA_FUNCTION_NAME: 'sluice',
    AWS_REGION: 'us-east-1',
  };

  test('the variables of the template, let the app start', () => {
    expect(readConfig(onLambda)).toMatchObject({
      publicUrl: apiUrl,
      bucketName: 'sluice-bucket',
      tableName: 'sluice-table',
      onLambda: true,
    });
  });

  test.each(['PUBLIC_URL', 'SESSION_SECRET', 'JOB_QUEUE_URL'])(
    'the variable %s, which every function of people has, is needed to start',
    (name) => {
      expect(() => readConfig({ ...onLambda, [name]: undefined })).toThrow(name);
      for (const [id] of webFunctionsOf(full)) expect(environment(full, id)).toHaveProperty(name);
    },
  );

  test('the variables, registration is closed by default, single sign-on is in Secrets Manager', () => {
    expect(readConfig(onLambda)).toMatchObject({ isRegistrationOpen: false });
    expect(readConfig(onLambda).singleSignOn).toBeUndefined();
    const provider = { OidcIssuer: 'https://id.example.com', OidcClientId: 'sluice', OidcClientSecretArn: secretArn };
    const variables = environment(deploy(template, { ...provider, Registration: 'open' }, known), 'App');
    expect(variables).toMatchObject({ REGISTRATION: 'open', OIDC_ISSUER: 'https://id.example.com' });
    expect(variables.OIDC_CLIENT_SECRET).toBe(`{{resolve:secretsmanager:${secretArn}:SecretString:::}}`);
  });

  test('the variables, client addresses, are those of a trusted CDN, limits off without one', () => {
    const read = (parameters: Record<string, string>) => {
      const variables = environment(deploy(template, { ...parameters, Streaming: 'true' }, known), 'App');
      if (parameters.CdnSecretArn)
        expect(variables.CDN_SECRET).toBe(`{{resolve:secretsmanager:${secretArn}:SecretString:::}}`);
      const CDN_SECRET = variables.CDN_SECRET && 'c'.repeat(32);
      return readConfig({ ...onLambda, ...variables, SESSION_SECRET: onLambda.SESSION_SECRET, CDN_SECRET }).proxy;
    };
    const cdn = { ClientAddressHeader: 'CloudFront-Viewer-Address', CdnSecretArn: secretArn };
    expect(read({})).toBeUndefined();
    expect(read(customDomain)).toEqual({});
    expect(read({ ...customDomain, ClientAddressHeader: 'none' })).toBeUndefined();
    expect(read({ ...customDomain, ...cdn })).toEqual({
      clientAddress: { header: 'cloudfront-viewer-address', secrets: ['c'.repeat(32)] },
    });
    const pattern = new RegExp(template.Parameters.ClientAddressHeader?.AllowedPattern ?? '');
    expect(['', 'none', 'X-Real-IP', 'a b', 'a:'].map((value) => pattern.test(value))).toEqual([
      ...[true, true, true],
      ...[false, false],
    ]);
  });

  test('the variable UPSTREAMS, is set when a parameter names them', () => {
    expect(readConfig(onLambda).upstreams).toEqual({});
    const Upstreams = '{"reports": {"url": "https://api.example.com/v1", "access": "signed-in"}}';
    const deployment = deploy(template, { Upstreams, Streaming: 'true' }, known);
    for (const [id] of webFunctionsOf(deployment)) {
      const { UPSTREAMS } = environment(deployment, id);
      expect(readConfig({ ...onLambda, UPSTREAMS }).upstreams).toMatchObject({
        reports: { url: 'https://api.example.com/v1', access: 'signed-in' },
      });
    }
    expect(environment(plain, 'App')).toHaveProperty('UPSTREAMS', '');
    const pattern = new RegExp(template.Parameters.Upstreams?.AllowedPattern ?? '');
    expect(['', Upstreams, 'reports'].map((value) => pattern.test(value))).toEqual([true, true, false]);
  });

  test('every variable that is set, is one that the app reads', () => {
    const read = [...file('src/config.ts').matchAll(/^ {2}(?<name>[A-Z][A-Z0-9_]+):/gm)].map(
      ({ groups }) => groups?.name,
    );
    expect(read).toContain('BUCKET_NAME');
    // Node itself and the C library read them.
    read.push('NODE_OPTIONS', 'MALLOC_ARENA_MAX');
    for (const id of [...webFunctionsOf(full).map(([name]) => name), 'Worker'])
      expect(Object.keys(environment(full, id)).filter((name) => !read.includes(name))).toEqual([]);
  });

  test('the variables, have no endpoint, demo password or local folder', () => {
    expect(Object.keys(environment(full, 'App')).sort()).toEqual([
      'BUCKET_NAME',
      'CDN_SECRET',
      'CLIENT_ADDRESS_HEADER',
      'INFECTED_FILES',
      'JOB_QUEUE_URL',
      'OIDC_ADMIN_GROUP',
      'OIDC_CLIENT_ID',
      'OIDC_CLIENT_SECRET',
      'OIDC_ISSUER',
      'POWERTOOLS_LOG_LEVEL',
      'POWERTOOLS_SERVICE_NAME',
      'PUBLIC_URL',
      'REGISTRATION',
      'SCANNER',
      'SESSION_SECRET',
      'TABLE_NAME',
      'UPSTREAMS',
    ]);
  });

  test('the variable PUBLIC_URL, is that of the API, or the domain where there is one', () => {
    expect(environment(plain, 'App').PUBLIC_URL).toBe(apiUrl);
    expect(environment(full, 'App').PUBLIC_URL).toBe('https://files.example.com');
    expect(plain.outputs.ApiEndpoint).toBe(apiUrl);
    expect(full.outputs.ApiEndpoint).toBe('https://files.example.com');
  });

  test('the variable PUBLIC_URL of the streaming function, is its own once that is known', () => {
    expect(environment(full, 'StreamApp').PUBLIC_URL).toBe('https://stream.example.com');
    expect(environment(deploy(template, { Streaming: 'true' }, known), 'StreamApp').PUBLIC_URL).toBe(apiUrl);
    expect(full.outputs.StreamUrl).toBe('<StreamAppUrl.FunctionUrl>');
  });

  test('the session secret, is made by Secrets Manager and stands nowhere else (attack 98)', () => {
    for (const [id] of webFunctionsOf(full)) expect(environment(full, id).SESSION_SECRET).toBe(sealed);
    expect(environment(full, 'Worker').SESSION_SECRET).toBe('');
    expect(Object.keys(template.Parameters).filter((name) => /(secret|password|token)$/i.test(name))).toEqual([]);
    expect(JSON.stringify(full.outputs)).not.toContain('resolve:');
    expect(properties(full, 'SessionSecret')).not.toHaveProperty('SecretString');
  });

  test('the session secret as made, is long enough for the app and has no comma (attack 98)', () => {
    expect(properties(plain, 'SessionSecret').GenerateSecretString).toEqual({
      PasswordLength: 64,
      ExcludePunctuation: true,
    });
  });

  test('the session secret and variables with the operator’s key, are read by its users (attack 98)', () => {
    expect(properties(full, 'SessionSecret')).toMatchObject({ KmsKeyId: key });
    for (const [, { Properties }] of functionsOf(full)) expect(Properties).toMatchObject({ KmsKeyArn: key });
    for (const [, { Properties }] of functionsOf(plain)) expect(Properties).not.toHaveProperty('KmsKeyArn');
  });
});
