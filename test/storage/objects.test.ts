import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendTo, sha256 } from '../support/uploading.ts';
import { codeOf, newKey, sent, startTestBucket, type TestBucket } from './test-bucket.ts';

let testBucket: TestBucket;
beforeAll(async () => {
  testBucket = await startTestBucket();
});
afterAll(() => testBucket.close());

const hello = new TextEncoder().encode('Hello, bucket.');
const terms = { contentType: 'text/plain', size: hello.length, sha256: sha256(hello) };
const download = { contentDisposition: 'attachment; filename="x.txt"', contentType: 'text/csv; charset=utf-8' };

describe('presigned PUTs', () => {
  it('a presigned PUT, as signed, makes a pending object of these bytes and this type', async () => {
    const key = newKey();
    await sent(await testBucket.bucket.presignPut(key, terms), hello);
    const proven = testBucket.keepsChecksums ? { sha256: terms.sha256 } : { sha256: null, crc32: null };
    expect(await testBucket.bucket.head(key)).toMatchObject({ size: 14, contentType: 'text/plain', ...proven });
    expect(Buffer.from(await testBucket.read(key))).toEqual(Buffer.from(hello));
    expect(await testBucket.tagsOf(key)).toEqual({ state: 'pending' });
  });

  it('a presigned PUT, another length, is denied (attack 19)', async () => {
    const request = await testBucket.bucket.presignPut(newKey(), terms);
    for (const content of ['Hello, bucket!!', 'Hello', ''])
      expect((await sendTo(request, new TextEncoder().encode(content))).status).toBe(403);
  });

  it('a presigned PUT, another type, tag, or a copy, is denied (attacks 20 and 24)', async () => {
    const request = await testBucket.bucket.presignPut(newKey(), terms);
    for (const header of [{ 'content-type': 'text/html' }, { 'x-amz-tagging': 'state=kept' }])
      expect((await sendTo({ ...request, headers: { ...request.headers, ...header } }, hello)).status).toBe(403);
  });

  it('a presigned PUT, other bytes, is denied where the bucket compares checksums (attack 21)', async () => {
    const response = await sendTo(
      await testBucket.bucket.presignPut(newKey(), terms),
      new TextEncoder().encode('Hello, robber.'),
    );
    // A bucket that keeps no checksums accepts them; then the object has none either.
    expect(response.status).toBe(testBucket.keepsChecksums ? 400 : 200);
    if (testBucket.keepsChecksums) expect(await codeOf(response)).toBe('BadDigest');
  });

  it('a presigned PUT, sent twice, works once (attack 25)', async () => {
    const request = await testBucket.bucket.presignPut(newKey(), terms);
    await sent(request, hello);
    expect((await sendTo(request, hello)).status).toBe(412);
  });

  it('a presigned PUT, another key or method, is denied (attack 26)', async () => {
    const key = newKey();
    const request = await testBucket.bucket.presignPut(key, terms);
    expect((await sendTo({ ...request, url: request.url.replace(key, newKey()) }, hello)).status).toBe(403);
    for (const method of ['GET', 'DELETE'])
      expect((await fetch(request.url, { method, headers: request.headers })).status).toBe(403);
    expect(await testBucket.bucket.head(key)).toBeUndefined();
  });
});

describe('presigned downloads', () => {
  it('a presigned download, GET or HEAD, has our type and disposition for its method only', async () => {
    const key = await testBucket.put(hello);
    const get = await testBucket.bucket.presignDownload(key, { method: 'GET', ...download });
    const head = await testBucket.bucket.presignDownload(key, { method: 'HEAD', ...download });
    const response = await fetch(get.url);
    expect(await response.text()).toBe('Hello, bucket.');
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="x.txt"');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect((await fetch(head.url, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(get.url, { method: 'HEAD' })).status).toBe(403);
  });

  it('a presigned download, a Range, resumes', async () => {
    const { url } = await testBucket.bucket.presignDownload(await testBucket.put(hello), {
      method: 'GET',
      ...download,
    });
    const response = await fetch(url, { headers: { range: 'bytes=7-' } });
    expect([response.status, await response.text()]).toEqual([206, 'bucket.']);
  });

  it('a presigned download, another type or disposition, is denied (attack 60)', async () => {
    const { url } = await testBucket.bucket.presignDownload(await testBucket.put(hello), {
      method: 'GET',
      ...download,
    });
    for (const [said, other] of [
      ['attachment', 'inline'],
      ['text%2Fcsv', 'text%2Fhtml'],
    ] as const)
      expect((await fetch(url.replace(said, other))).status).toBe(403);
  });
});

describe('objects in the bucket', () => {
  it('an object, missing, is said to be missing', async () => {
    expect(await testBucket.bucket.head(newKey())).toBeUndefined();
    expect(await testBucket.bucket.readRange(newKey(), '"0123456789abcdef0123456789abcdef"', 0, 10)).toBeUndefined();
  });

  it('an object, a range, is read, shorter at its end', async () => {
    const content = randomBytes(10_000);
    const key = await testBucket.put(new Uint8Array(content));
    const etag = (await testBucket.bucket.head(key))?.etag ?? '';
    expect(await testBucket.bucket.readRange(key, etag, 100, 200)).toEqual(new Uint8Array(content.subarray(100, 200)));
    expect(await testBucket.bucket.readRange(key, etag, 9_990, 20_000)).toEqual(
      new Uint8Array(content.subarray(9_990)),
    );
  });

  it('an object, changed since, is not read as the former one', async () => {
    const key = await testBucket.put(hello);
    expect(await testBucket.bucket.readRange(key, '"0123456789abcdef0123456789abcdef"', 0, 10)).toBeUndefined();
  });

  it('an object, its state, is pending, kept, and pending again', async () => {
    const key = await testBucket.put(hello);
    await testBucket.bucket.removePendingTag(key);
    expect(await testBucket.tagsOf(key)).toEqual({});
    await testBucket.bucket.addPendingTag(key);
    expect(await testBucket.tagsOf(key)).toEqual({ state: 'pending' });
    await testBucket.bucket.removePendingTag(key);
    await testBucket.bucket.removePendingTag(key);
    expect(await testBucket.tagsOf(key)).toEqual({});
    expect(Buffer.from(await testBucket.read(key))).toEqual(Buffer.from(hello));
  });

  it('an object, deleted or gone, can be deleted, kept and marked without an error', async () => {
    const key = await testBucket.put(hello);
    await testBucket.bucket.remove(key);
    expect(await testBucket.bucket.head(key)).toBeUndefined();
    await testBucket.bucket.remove(key);
    await testBucket.bucket.removePendingTag(key);
    await testBucket.bucket.addPendingTag(key);
    expect(await testBucket.bucket.head(key)).toBeUndefined();
  });
});

it('the bucket, probed, says whether it is there', async () => {
  expect(await testBucket.bucket.probe()).toBe('ok');
});
