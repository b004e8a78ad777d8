import {
  type CORSRule,
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  GetObjectCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcome, TestServer, testBucketName, told } from '../test-server.ts';

let testServer: TestServer;
beforeAll(async () => {
  testServer = await TestServer.start();
  await testServer.put('a');
});
afterAll(() => testServer.close());

const app = 'http://app.example:3000';
const path = `/${testBucketName}/a`;
const setRules = (...CORSRules: CORSRule[]) =>
  testServer.client.send(new PutBucketCorsCommand({ Bucket: testBucketName, CORSConfiguration: { CORSRules } }));
const preflight = (headers: Record<string, string> = {}) =>
  testServer.raw('OPTIONS', path, {
    origin: app,
    'access-control-request-method': 'PUT',
    'access-control-request-headers': 'content-type, X-Amz-Checksum-Crc32',
    ...headers,
  });
const allowedOrigin = (answer: { headers: Record<string, unknown> }) => answer.headers['access-control-allow-origin'];

describe('a bucket without CORS rules', () => {
  it('a preflight of another origin, answers 403 (attack 30)', async () => {
    const answer = await preflight();
    expect([told(answer), allowedOrigin(answer)]).toEqual(['403 AccessForbidden', undefined]);
    const url = await testServer.presign(new GetObjectCommand({ Bucket: testBucketName, Key: 'a' }));
    expect(
      Object.keys((await testServer.raw('GET', url, { origin: app })).headers).filter((name) =>
        name.startsWith('access-control'),
      ),
    ).toEqual([]);
    expect(await outcome(testServer.client.send(new GetBucketCorsCommand({ Bucket: testBucketName })))).toBe(
      '404 NoSuchCORSConfiguration',
    );
  });
});

describe('a bucket with a CORS rule', () => {
  beforeAll(() =>
    setRules({
      ID: 'app',
      AllowedOrigins: [app, 'https://*.example.org'],
      AllowedMethods: ['PUT', 'GET'],
      AllowedHeaders: ['content-type', 'x-amz-*'],
      ExposeHeaders: ['ETag'],
      MaxAgeSeconds: 600,
    }),
  );

  it('a preflight of an allowed origin, answers 200', async () => {
    const answer = await preflight();
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': app,
      'access-control-allow-methods': 'PUT, GET',
      'access-control-allow-headers': 'content-type, x-amz-checksum-crc32',
      'access-control-expose-headers': 'ETag',
      'access-control-max-age': '600',
    });
    expect(answer.headers.vary).toContain('Origin');
    expect(allowedOrigin(await preflight({ origin: 'https://any.example.org' }))).toBe('https://any.example.org');
  });

  it.each([
    { origin: 'http://evil.example' },
    { origin: 'http://app.example:3000.evil.example' },
    { origin: 'https://example.org' },
    { origin: 'https://any.example.org.evil.example' },
    { origin: 'http://any.example.org' },
    { origin: 'null' },
    { 'access-control-request-method': 'DELETE' },
    { 'access-control-request-headers': 'authorization' },
  ])('a preflight with %o, answers 403 (attack 30)', async (headers) => {
    const answer = await preflight(headers);
    expect([told(answer), allowedOrigin(answer)]).toEqual(['403 AccessForbidden', undefined]);
  });

  it('a preflight without a method, is refused', async () => {
    expect(told(await testServer.raw('OPTIONS', path))).toBe('400 BadRequest');
    expect(told(await testServer.raw('OPTIONS', path, { origin: app }))).toBe('400 BadRequest');
  });

  it('a request of an allowed origin, has CORS headers on errors too', async () => {
    const url = await testServer.presign(new PutObjectCommand({ Bucket: testBucketName, Key: 'a' }));
    const answer = await testServer.raw('PUT', url, { origin: app }, 'x');
    expect([answer.status, allowedOrigin(answer), answer.headers['access-control-expose-headers']]).toEqual([
      200,
      app,
      'ETag',
    ]);
    const refused = await testServer.raw('PUT', url.replace(/Signature=./, 'Signature=x'), { origin: app }, 'x');
    expect([refused.status, allowedOrigin(refused)]).toEqual([403, app]);
    expect(allowedOrigin(await testServer.raw('PUT', url, { origin: 'http://evil.example' }, 'x'))).toBeUndefined();
  });

  it('GetBucketCors, gives the rules until they are deleted, after a restart too', async () => {
    await testServer.restart();
    const { CORSRules } = await testServer.client.send(new GetBucketCorsCommand({ Bucket: testBucketName }));
    expect(CORSRules).toMatchObject([
      { ID: 'app', AllowedMethods: ['PUT', 'GET'], ExposeHeaders: ['ETag'], MaxAgeSeconds: 600 },
    ]);
    expect(await outcome(testServer.client.send(new DeleteBucketCorsCommand({ Bucket: testBucketName })))).toBe('204');
    expect(told(await preflight())).toBe('403 AccessForbidden');
  });
});

it('CORS, the origin *, answers * and no credentials', async () => {
  await setRules({ AllowedOrigins: ['*'], AllowedMethods: ['PUT'], AllowedHeaders: ['*'] });
  const answer = await preflight();
  expect([allowedOrigin(answer), answer.headers['access-control-allow-credentials']]).toEqual(['*', undefined]);
});

it.each<[CORSRule[], string]>([
  [[], '400 MalformedXML'],
  [[{ AllowedOrigins: ['*'], AllowedMethods: ['PATCH'] }], '400 InvalidRequest'],
  [[{ AllowedOrigins: ['http://*.*'], AllowedMethods: ['GET'] }], '400 InvalidRequest'],
  [[{ AllowedOrigins: ['*'], AllowedMethods: ['GET'], ExposeHeaders: ['x-*'] }], '400 InvalidRequest'],
  [[{ AllowedOrigins: ['*'], AllowedMethods: [] }], '400 MalformedXML'],
])('PutBucketCors, the rules %o, are refused', async (rules, expected) => {
  expect(await outcome(setRules(...rules))).toBe(expected);
});
