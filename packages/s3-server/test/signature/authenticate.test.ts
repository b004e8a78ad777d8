import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sha256, signedHeaders } from '../signer.ts';
import { credentials, outcome, TestServer, testBucketName, told, uniqueKey } from '../test-server.ts';

let testServer: TestServer;
beforeAll(async () => {
  testServer = await TestServer.start();
});
afterAll(() => testServer.close());

let key: string;
beforeEach(() => {
  key = uniqueKey();
});

const put = (options = {}, presigning = {}) =>
  testServer.presign(new PutObjectCommand({ Bucket: testBucketName, Key: key, ...options }), presigning);
const get = (options = {}, presigning = {}) =>
  testServer.presign(new GetObjectCommand({ Bucket: testBucketName, Key: key, ...options }), presigning);

describe('a presigned URL', () => {
  it('of a PUT and a GET, stores and gives the object', async () => {
    expect(told(await testServer.raw('PUT', await put(), {}, 'hello'))).toBe('200');
    expect((await testServer.raw('GET', await get())).body.toString()).toBe('hello');
  });

  it.each([
    ['its signature', /(X-Amz-Signature=)./, '$1g'],
    ['its expiry', 'X-Amz-Expires=300', 'X-Amz-Expires=3000'],
    ['a signed parameter', 'GetObject', 'PutObject'],
  ])('with another %s, is refused', async (_, from, to) => {
    const url = (await get()).replace(from, to);
    expect(told(await testServer.raw('GET', url))).toBe('403 SignatureDoesNotMatch');
  });

  it('with another method, key, sub-resource or version, is refused (attack 26)', async () => {
    await testServer.put(key);
    const url = await put();
    for (const method of ['GET', 'DELETE', 'POST', 'HEAD'])
      expect((await testServer.raw(method, url)).status).toBe(403);
    expect(told(await testServer.raw('PUT', url.replace(key, `${key}2`), {}, 'x'))).toBe('403 SignatureDoesNotMatch');
    for (const addition of [
      'acl',
      'tagging',
      'uploads',
      'versionId=1',
      'partNumber=1&uploadId=1',
      'x-amz-acl=public-read',
      'torrent',
    ]) {
      expect(told(await testServer.raw('PUT', `${url}&${addition}`, {}, 'x'))).toBe('403 SignatureDoesNotMatch');
    }
    expect((await testServer.raw('GET', await get())).body.toString()).toBe('x');
  });

  it('with another length, is refused (attack 19)', async () => {
    const url = await put({ ContentLength: 10 });
    expect(told(await testServer.raw('PUT', url, { 'content-length': 11 }, 'x'.repeat(11)))).toBe(
      '403 SignatureDoesNotMatch',
    );
    expect(told(await testServer.raw('PUT', url, { 'content-length': 9 }, 'x'.repeat(9)))).toBe(
      '403 SignatureDoesNotMatch',
    );
    expect(told(await testServer.raw('PUT', url, { 'transfer-encoding': 'chunked' }, 'x'.repeat(10)))).toBe(
      '403 SignatureDoesNotMatch',
    );
    expect(told(await testServer.raw('PUT', url, { 'content-length': 10 }, 'x'.repeat(10)))).toBe('200');
  });

  it('with another type, is refused (attack 20)', async () => {
    const url = await put({ ContentType: 'image/png' }, { signableHeaders: new Set(['host', 'content-type']) });
    expect(told(await testServer.raw('PUT', url, { 'content-type': 'text/html' }, 'x'))).toBe(
      '403 SignatureDoesNotMatch',
    );
    expect(told(await testServer.raw('PUT', url, {}, 'x'))).toBe('403 SignatureDoesNotMatch');
    expect(told(await testServer.raw('PUT', url, { 'content-type': 'image/png' }, 'x'))).toBe('200');
  });

  it.each([
    { 'x-amz-acl': 'public-read' },
    { 'x-amz-meta-a': '1' },
    { 'x-amz-tagging': 'scan=clean' },
    { 'x-amz-storage-class': 'GLACIER' },
    { 'x-amz-website-redirect-location': 'https://evil.example' },
    { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' },
    { 'x-amz-copy-source': `${testBucketName}/other` },
  ])('with the unsigned headers %o, is refused (attacks 23 and 24)', async (headers) => {
    const answer = await testServer.raw('PUT', await put(), headers, 'x');
    expect(told(answer)).toBe('403 AccessDenied');
    expect(answer.body.toString()).toContain('There were headers present in the request which were not signed');
  });

  it('before and after its end, is accepted and refused (attack 27)', async () => {
    const ago = (seconds: number) => ({ signingDate: new Date(Date.now() - seconds * 1000) });
    await testServer.put(key);
    expect((await testServer.raw('GET', await get({}, { expiresIn: 60, ...ago(55) }))).status).toBe(200);
    expect(told(await testServer.raw('GET', await get({}, { expiresIn: 60, ...ago(65) })))).toBe('403 AccessDenied');
    expect(told(await testServer.raw('PUT', await put({}, { expiresIn: 60, ...ago(65) }), {}, 'y'))).toBe(
      '403 AccessDenied',
    );
    expect((await testServer.raw('GET', await get({}, { expiresIn: 7200, ...ago(3600) }))).status).toBe(200);
    expect(told(await testServer.raw('GET', await get({}, ago(-3600))))).toBe('403 AccessDenied');
  });

  it.each(['0', '-1', '604801', '1e3', ''])('with X-Amz-Expires=%s, is refused', async (expires) => {
    const url = (await get()).replace('X-Amz-Expires=300', `X-Amz-Expires=${expires}`);
    expect(told(await testServer.raw('GET', url))).toBe('400 AuthorizationQueryParametersError');
  });

  it('with a parameter of the signature missing or twice, is refused', async () => {
    const url = await get();
    expect(told(await testServer.raw('GET', url.replace(/&X-Amz-Date=[^&]*/, '')))).toBe(
      '400 AuthorizationQueryParametersError',
    );
    expect(told(await testServer.raw('GET', url.replace(/&X-Amz-Signature=[^&]*/, '')))).toBe(
      '400 AuthorizationQueryParametersError',
    );
    expect(told(await testServer.raw('GET', `${url}&X-Amz-Expires=300`))).toBe('400 InvalidRequest');
  });

  it('with an Authorization header, is refused', async () => {
    expect(told(await testServer.raw('GET', await get(), { authorization: 'AWS4-HMAC-SHA256 x' }))).toBe(
      '400 InvalidArgument',
    );
  });

  it('with If-None-Match signed, stores nothing a second time (attack 25)', async () => {
    const url = await put({ IfNoneMatch: '*' });
    expect(told(await testServer.raw('PUT', url, { 'if-none-match': '*' }, 'first'))).toBe('200');
    expect(told(await testServer.raw('PUT', url, { 'if-none-match': '*' }, 'other'))).toBe('412 PreconditionFailed');
    expect(told(await testServer.raw('PUT', url, {}, 'other'))).toBe('403 SignatureDoesNotMatch');
    expect((await testServer.raw('GET', await get())).body.toString()).toBe('first');
  });
});

describe('a signed header', () => {
  it('with a checksum, refuses other bytes and other checksums (attack 21)', async () => {
    const sum = Buffer.from(sha256('right'), 'hex').toString('base64');
    const other = Buffer.from(sha256('wrong'), 'hex').toString('base64');
    const url = await put({ ChecksumSHA256: sum }, { unhoistableHeaders: new Set(['x-amz-checksum-sha256']) });
    expect(told(await testServer.raw('PUT', url, { 'x-amz-checksum-sha256': sum }, 'wrong'))).toBe('400 BadDigest');
    expect(told(await testServer.raw('PUT', url, { 'x-amz-checksum-sha256': other }, 'wrong'))).toBe(
      '403 SignatureDoesNotMatch',
    );
    expect(told(await testServer.raw('PUT', url, {}, 'wrong'))).toBe('403 SignatureDoesNotMatch');
    expect(told(await testServer.raw('GET', await get()))).toBe('404 NoSuchKey');
    expect(told(await testServer.raw('PUT', url, { 'x-amz-checksum-sha256': sum }, 'right'))).toBe('200');
  });

  it('in the query, means the same', async () => {
    const sum = Buffer.from(sha256('right'), 'hex').toString('base64');
    const url = await put({ ChecksumSHA256: sum, Metadata: { name: 'grün' } });
    expect(told(await testServer.raw('PUT', url, {}, 'wrong'))).toBe('400 BadDigest');
    expect(told(await testServer.raw('PUT', url, {}, 'right'))).toBe('200');
    const stored = (await testServer.raw('GET', await get())).headers['x-amz-meta-name'];
    expect(Buffer.from(String(stored), 'latin1').toString()).toBe('grün');
  });

  it('in the query and as a header, is refused', async () => {
    const url = await put({ Metadata: { name: 'x\r\nset-cookie: a=b' } });
    expect(told(await testServer.raw('PUT', url, {}, 'x'))).toBe('400 InvalidArgument');
  });
});

describe('an Authorization header', () => {
  const path = () => `/${testBucketName}/${key}`;
  const send = (signing: Parameters<typeof signedHeaders>[4], headers = {}) =>
    testServer.raw(
      'PUT',
      path(),
      { ...signedHeaders(testServer.endpoint, 'PUT', path(), headers, signing), 'content-length': 1 },
      'x',
    );

  it('valid, is accepted', async () => {
    expect(told(await send({}))).toBe('200');
  });

  it.each([
    [{ date: new Date(Date.now() - 16 * 60_000) }, '403 RequestTimeTooSkewed'],
    [{ date: new Date(Date.now() + 16 * 60_000) }, '403 RequestTimeTooSkewed'],
    [{ region: 'eu-west-1' }, '400 AuthorizationHeaderMalformed'],
    [{ service: 'sns' }, '400 AuthorizationHeaderMalformed'],
    [{ signedHeaders: ['x-amz-content-sha256', 'x-amz-date'] }, '403 AccessDenied'],
    [{ signedHeaders: ['host', 'x-amz-date'] }, '403 AccessDenied'],
    [{ payload: sha256('other') }, '400 XAmzContentSHA256Mismatch'],
    [{ payload: 'no-digest' }, '400 InvalidArgument'],
  ])('signed with %o, is refused', async (signing, expected) => {
    expect(told(await send(signing))).toBe(expected);
  });

  it.each(['AWS AKEXAMPLE:c2lnbmF0dXJl', 'Basic YTpi', 'AWS4-HMAC-SHA256 Credential=a/b/c', 'AWS4-HMAC-SHA256', ''])(
    'that reads "%s" is refused',
    async (authorization) => {
      expect((await testServer.raw('GET', path(), { authorization })).status).toBe(400);
    },
  );

  it('of another access key or secret, is refused', async () => {
    const client = (pair: object) =>
      new S3Client({
        endpoint: testServer.endpoint,
        region: 'us-east-1',
        forcePathStyle: true,
        maxAttempts: 1,
        credentials: { ...credentials, ...pair },
      });
    const command = () => new GetObjectCommand({ Bucket: testBucketName, Key: key });
    expect(await outcome(client({ secretAccessKey: 'guess' }).send(command()))).toBe('403 SignatureDoesNotMatch');
    expect(await outcome(client({ accessKeyId: 'AKOTHER' }).send(command()))).toBe('403 InvalidAccessKeyId');
  });
});

describe('a request without a signature', () => {
  it('of any operation, is refused (attack 32)', async () => {
    await testServer.put(key);
    const path = `/${testBucketName}/${key}`;
    for (const [method, target] of [
      ['GET', path],
      ['HEAD', path],
      ['PUT', path],
      ['DELETE', path],
      ['POST', path],
      ['GET', `/${testBucketName}?list-type=2`],
      ['GET', '/'],
      ['POST', `/${testBucketName}`],
    ] as const) {
      expect((await testServer.raw(method, target)).status).toBe(403);
    }
    expect(
      await outcome(testServer.client.send(new ListObjectsV2Command({ Bucket: testBucketName, Prefix: key }))),
    ).toBe('200');
    expect((await testServer.raw('GET', await get())).body.toString()).toBe('x');
  });

  it('with response-* parameters that were not signed, is refused', async () => {
    expect((await testServer.raw('GET', `/${testBucketName}/${key}?response-content-type=text/html`)).status).toBe(403);
    expect(told(await testServer.raw('GET', `${await get()}&response-content-type=text/html`))).toBe(
      '403 SignatureDoesNotMatch',
    );
  });
});

it('DELETE, a presigned URL, deletes the object', async () => {
  await testServer.put(key);
  const url = await testServer.presign(new DeleteObjectCommand({ Bucket: testBucketName, Key: key }));
  expect(told(await testServer.raw('DELETE', url))).toBe('204');
  expect(told(await testServer.raw('GET', await get()))).toBe('404 NoSuchKey');
});
