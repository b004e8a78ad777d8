import {
  type CORSRule,
  DeleteBucketCorsCommand,
  GetBucketCorsCommand,
  GetObjectCommand,
  PutBucketCorsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BucketStage, outcome, stageBucket, told } from '../stage.ts';

let stage: BucketStage;
beforeAll(async () => {
  stage = await BucketStage.start();
  await stage.put('a');
});
afterAll(() => stage.close());

const app = 'http://app.example:3000';
const path = `/${stageBucket}/a`;
const setRules = (...CORSRules: CORSRule[]) =>
  stage.client.send(new PutBucketCorsCommand({ Bucket: stageBucket, CORSConfiguration: { CORSRules } }));
const preflight = (headers: Record<string, string> = {}) =>
  stage.raw('OPTIONS', path, {
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
    const url = await stage.presign(new GetObjectCommand({ Bucket: stageBucket, Key: 'a' }));
    expect(
      Object.keys((await stage.raw('GET', url, { origin: app })).headers).filter((name) =>
        name.startsWith('access-control'),
      ),
    ).toEqual([]);
    expect(await outcome(stage.client.send(new GetBucketCorsCommand({ Bucket: stageBucket })))).toBe(
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
    expect(told(await stage.raw('OPTIONS', path))).toBe('400 BadRequest');
    expect(told(await stage.raw('OPTIONS', path, { origin: app }))).toBe('400 BadRequest');
  });

  it('a request of an allowed origin, has CORS headers on errors too', async () => {
    const url = await stage.presign(new PutObjectCommand({ Bucket: stageBucket, Key: 'a' }));
    const answer = await stage.raw('PUT', url, { origin: app }, 'x');
    expect([answer.status, allowedOrigin(answer), answer.headers['access-control-expose-headers']]).toEqual([
      200,
      app,
      'ETag',
    ]);
    const refused = await stage.raw('PUT', url.replace(/Signature=./, 'Signature=x'), { origin: app }, 'x');
    expect([refused.status, allowedOrigin(refused)]).toEqual([403, app]);
    expect(allowedOrigin(await stage.raw('PUT', url, { origin: 'http://evil.example' }, 'x'))).toBeUndefined();
  });

  it('GetBucketCors, gives the rules until they are deleted, after a restart too', async () => {
    await stage.restart();
    const { CORSRules } = await stage.client.send(new GetBucketCorsCommand({ Bucket: stageBucket }));
    expect(CORSRules).toMatchObject([
      { ID: 'app', AllowedMethods: ['PUT', 'GET'], ExposeHeaders: ['ETag'], MaxAgeSeconds: 600 },
    ]);
    expect(await outcome(stage.client.send(new DeleteBucketCorsCommand({ Bucket: stageBucket })))).toBe('204');
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
