import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedHeaders } from '../signer.ts';
import { outcome, TestServer, testBucketName, told, uniqueKey } from '../test-server.ts';

let testServer: TestServer;
beforeAll(async () => {
  testServer = await TestServer.start();
});
afterAll(() => testServer.close());

const read = async (key: string) =>
  (await testServer.client.send(new GetObjectCommand({ Bucket: testBucketName, Key: key }))).Body?.transformToString();

describe('PutObject', () => {
  it('type, encoding, metadata and tags, keeps them', async () => {
    const key = uniqueKey();
    await testServer.put(key, 'x', {
      ContentType: 'image/png',
      ContentLanguage: 'de',
      Metadata: { 'Mixed-Case': 'V' },
      Tagging: 'state=pending',
      ServerSideEncryption: 'AES256',
    });
    const head = await testServer.client.send(new HeadObjectCommand({ Bucket: testBucketName, Key: key }));
    expect(head).toMatchObject({
      ContentType: 'image/png',
      ContentLanguage: 'de',
      Metadata: { 'mixed-case': 'V' },
      ServerSideEncryption: 'AES256',
      TagCount: 1,
    });
  });

  it('no type, stores binary/octet-stream as S3', async () => {
    const key = uniqueKey();
    await testServer.raw(
      'PUT',
      await testServer.presign(new PutObjectCommand({ Bucket: testBucketName, Key: key })),
      {},
      'x',
    );
    expect(
      (await testServer.client.send(new HeadObjectCommand({ Bucket: testBucketName, Key: key }))).ContentType,
    ).toBe('binary/octet-stream');
  });

  it.each([
    [{ ACL: 'public-read' }, '400 AccessControlListNotSupported'],
    [{ ACL: 'private' }, '400 AccessControlListNotSupported'],
    [{ GrantRead: 'uri=x' }, '400 AccessControlListNotSupported'],
    [{ StorageClass: 'GLACIER' }, '501 NotImplemented'],
    [{ ServerSideEncryption: 'aws:kms' }, '501 NotImplemented'],
    [{ WebsiteRedirectLocation: '/x' }, '501 NotImplemented'],
    [{ ObjectLockMode: 'GOVERNANCE' }, '501 NotImplemented'],
    [{ SSECustomerAlgorithm: 'AES256', SSECustomerKey: Buffer.alloc(32).toString('base64') }, '403 AccessDenied'],
    [{ Metadata: { a: 'x'.repeat(2050) } }, '400 MetadataTooLarge'],
    [{ Tagging: 'a=1&a=2' }, '400 InvalidTag'],
    [{ Tagging: 'aws:x=1' }, '400 InvalidTag'],
    [{ Tagging: Array.from({ length: 11 }, (_, index) => `t${index}=`).join('&') }, '400 BadRequest'],
    [{ Key: 'k'.repeat(1025) }, '400 KeyTooLongError'],
  ])('with %o, is refused', async (more, expected) => {
    expect(await outcome(testServer.put(uniqueKey(), 'x', more))).toBe(expected);
  });

  it('the ACL that changes nothing, is accepted', async () => {
    expect(await outcome(testServer.put(uniqueKey(), 'x', { ACL: 'bucket-owner-full-control' }))).toBe('200');
  });

  it('an unknown query parameter, is refused and stores nothing', async () => {
    const key = uniqueKey();
    await testServer.put(key, 'mine');
    for (const parameter of ['acl', 'torrent', 'retention', 'legal-hold', 'versionId=1', 'unknown']) {
      for (const method of ['PUT', 'GET', 'DELETE', 'POST']) {
        const path = `/${testBucketName}/${key}?${parameter}`;
        const headers = { ...signedHeaders(testServer.endpoint, method, path), 'content-length': '1' };
        expect(told(await testServer.raw(method, path, headers, 'x'))).toBe('501 NotImplemented');
      }
    }
    expect(await read(key)).toBe('mine');
  });

  it('odd keys, keeps them apart', async () => {
    const keys = [
      'a',
      'a/',
      'a//b',
      '/a',
      'a/../b',
      '../../etc/passwd',
      '..',
      '.',
      'A',
      'é',
      'e\u0301',
      'tab\there',
      '__proto__',
      'bucket.json',
      'a\\b',
      '%2e%2e',
      '🎉',
      ' ',
    ];
    for (const key of keys) await testServer.put(key, `of ${key}`);
    for (const key of keys) {
      const url = await testServer.presign(new GetObjectCommand({ Bucket: testBucketName, Key: key }));
      expect((await testServer.raw('GET', url)).body.toString()).toBe(`of ${key}`);
    }
  });
});

describe('PutObject, a condition', () => {
  it('If-None-Match at once, stores exactly one', async () => {
    const key = uniqueKey();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => outcome(testServer.put(key, `${index}`, { IfNoneMatch: '*' }))),
    );
    expect(outcomes.filter((text) => text === '200')).toHaveLength(1);
    expect(outcomes.filter((text) => text === '412 PreconditionFailed')).toHaveLength(19);
    expect(await read(key)).toBe(String(outcomes.indexOf('200')));
  });

  it('If-Match, replaces only that version', async () => {
    const key = uniqueKey();
    expect(await outcome(testServer.put(key, 'x', { IfMatch: '"00000000000000000000000000000000"' }))).toBe(
      '404 NoSuchKey',
    );
    const { ETag } = await testServer.put(key, 'first');
    expect(await outcome(testServer.put(key, 'x', { IfMatch: '"00000000000000000000000000000000"' }))).toBe(
      '412 PreconditionFailed',
    );
    const rivals = await Promise.all(
      ['a', 'b', 'c'].map((body) => outcome(testServer.put(key, body, { IfMatch: ETag }))),
    );
    expect(rivals.sort()).toEqual(['200', '412 PreconditionFailed', '412 PreconditionFailed']);
  });
});

describe('PutObject, a body that ends early', () => {
  it('a client that disconnects, leaves the old object and no file', async () => {
    const key = uniqueKey();
    await testServer.put(key, 'old');
    const blobs = join(testServer.dataDir, 'buckets', testBucketName, 'blobs');
    const before = await readdir(blobs);
    const url = await testServer.presign(new PutObjectCommand({ Bucket: testBucketName, Key: key }));
    const { host, hostname, port } = new URL(testServer.endpoint);
    const connection = connect(Number(port), hostname);
    connection.write(`PUT ${url} HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 1000000\r\n\r\n`);
    connection.write(Buffer.alloc(300_000));
    await expect.poll(() => readdir(blobs)).toHaveLength(before.length + 1);
    connection.destroy();
    await expect.poll(() => readdir(blobs)).toHaveLength(before.length);
    expect(await read(key)).toBe('old');
  });

  it('a refusal, is answered before the rest of the body', async () => {
    const url = (await testServer.presign(new PutObjectCommand({ Bucket: testBucketName, Key: uniqueKey() }))).replace(
      /Signature=./,
      'Signature=x',
    );
    let sent = 0;
    const endless = new Readable({
      read() {
        sent += 65_536;
        this.push(Buffer.alloc(65_536));
      },
    });
    const answer = await testServer.raw('PUT', url, { 'content-length': 4 * 1024 ** 3 }, endless);
    endless.destroy();
    expect(told(answer)).toBe('403 SignatureDoesNotMatch');
    expect(answer.headers.connection).toBe('close');
    expect(sent).toBeLessThan(200 * 1024 ** 2);
  });

  it('a refusal and a client that sends all first, is seen by the client', async () => {
    const url = (await testServer.presign(new PutObjectCommand({ Bucket: testBucketName, Key: uniqueKey() }))).replace(
      /Signature=./,
      'Signature=x',
    );
    const { host, hostname, port } = new URL(testServer.endpoint);
    const connection = connect(Number(port), hostname).pause();
    connection.write(`PUT ${url} HTTP/1.1\r\nhost: ${host}\r\ncontent-length: 3000000\r\n\r\n`);
    for (let block = 0; block < 30; block += 1) {
      await delay(5); // the refusal is under way long before the last block
      await new Promise<void>((resolve, reject) => {
        connection.write(Buffer.alloc(100_000), (error) => (error ? reject(error) : resolve()));
      });
    }
    const received: Buffer[] = [];
    for await (const chunk of connection) received.push(chunk);
    expect(Buffer.concat(received).toString()).toMatch(/^HTTP\/1\.1 403 Forbidden/);
  });

  it('a refusal and Expect: 100-continue, asks for no byte', async () => {
    const url = await testServer.presign(new PutObjectCommand({ Bucket: testBucketName, Key: uniqueKey() }));
    const silent = new Readable({ read: () => undefined });
    const headers = { 'content-length': 10, expect: '100-continue' };
    expect(told(await testServer.raw('PUT', url.replace(/Signature=./, 'Signature=x'), headers, silent))).toBe(
      '403 SignatureDoesNotMatch',
    );
    expect(told(await testServer.raw('PUT', url, headers, '0123456789'))).toBe('200');
  });
});
