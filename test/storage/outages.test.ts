import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetObjectCommand, HeadObjectCommand, S3ServiceException } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { BucketUnavailable } from '../../src/problems/errors.ts';
import { type Bucket, createBucket } from '../../src/storage/bucket.ts';
import { createBucketClient, usualTimeoutMs } from '../../src/storage/bucket-client.ts';

/** A server with the responses of an S3 in trouble, or of a proxy in between. */
let answer: (response: ServerResponse) => void = () => undefined;
let server: Server;
let bucket: Bucket;
let client: ReturnType<typeof createBucketClient>;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume().on('end', () => answer(response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // An address of TCP, as `listen` was given a port.
  const { port } = server.address() as AddressInfo;
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  const s3Endpoint = `http://127.0.0.1:${port}`;
  client = createBucketClient({
    ...{ bucketName: 'files', region: 'us-east-1', s3Endpoint, credentials },
    bucketTimeoutMs: 1_000,
  });
  bucket = createBucket(client, () => new Date());
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const place = { key: 'files/x', multipartId: 'm' };
const parts = [{ partNumber: 1, size: 7, etag: '"1"', crc32: undefined }];
const copying = { from: 'posts/x', etag: '"1"', to: 'files/y', size: 7, contentType: 'image/png' };

/** Every call that the app makes. */
const questions: Readonly<Record<string, () => Promise<unknown>>> = {
  head: () => bucket.head('files/x'),
  readRange: () => bucket.readRange('files/x', '"1"', 0, 10),
  removePendingTag: () => bucket.removePendingTag('files/x'),
  addPendingTag: () => bucket.addPendingTag('files/x'),
  remove: () => bucket.remove('files/x'),
  removeVersions: () => bucket.removeVersions(['files/x']),
  copy: () => bucket.copy(copying),
  create: () => bucket.multipart.create('files/x', 'image/png'),
  listParts: () => bucket.multipart.listParts(place),
  complete: () => bucket.multipart.complete(place, parts, 7),
  abort: () => bucket.multipart.abort(place),
  probe: () => bucket.probe(),
};

const errorDocument = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code><Message>x</Message></Error>`;
const send = (status: number, body: string) => (response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/xml', connection: 'close' }).end(body);
};

describe.each(Object.entries(questions))('the bucket’s %s', (_name, ask) => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['throttles', send(503, errorDocument('SlowDown'))],
    ['has a fault', send(500, errorDocument('InternalError'))],
    ['is behind a proxy that has a fault', send(502, '<html><body>Bad gateway</body></html>')],
    ['cuts the line', (response) => void response.socket?.resetAndDestroy()],
  ])('the call, a bucket that %s, throws BucketUnavailable', async (_what, told) => {
    answer = told;
    await expect(ask()).rejects.toBeInstanceOf(BucketUnavailable);
  });
});

it('a call to the bucket, a request lost in part, is an outage', async () => {
  answer = send(400, errorDocument('RequestTimeout'));
  for (const name of ['addPendingTag', 'complete', 'copy'])
    await expect(questions[name]?.(), name).rejects.toBeInstanceOf(BucketUnavailable);
});

describe('responses cut short', () => {
  it.each<[string, (response: ServerResponse) => void, readonly string[]]>([
    ['a success with an error in its body', send(200, errorDocument('InternalError')), ['complete', 'copy']],
    ['a success without a body', send(200, ''), ['complete', 'copy']],
    ['a document that breaks off', send(200, '<ListPartsResult><Part><PartNumber>1</Par'), ['listParts']],
    ['the page of a network in between', send(200, '<html><br><body>Sign in to the network'), ['listParts']],
    [
      'a body shorter than its length',
      (response) => {
        response.writeHead(206, { 'content-length': '10', etag: '"1"' });
        response.write('12345', () => response.socket?.destroy());
      },
      ['readRange', 'listParts'],
    ],
  ])('a call to the bucket, %s, is an outage', async (_what, told, asked) => {
    answer = told;
    for (const name of asked) await expect(questions[name]?.(), name).rejects.toBeInstanceOf(BucketUnavailable);
  });
});

describe('errors that are no outage', () => {
  it('a call to the bucket, a defect of ours, throws as it is', async () => {
    const mocked = mockClient(client.s3);
    onTestFinished(() => mocked.restore());
    mocked.on(HeadObjectCommand).rejects(new TypeError('x is not a function'));
    const refused = { name: 'AccessDenied', $fault: 'client', $metadata: { httpStatusCode: 403 } } as const;
    mocked.on(GetObjectCommand).rejects(new S3ServiceException(refused));
    await expect(questions.head?.()).rejects.toBeInstanceOf(TypeError);
    await expect(questions.readRange?.()).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('a call to the bucket, a time-out of any kind, is an outage', async () => {
    const mocked = mockClient(client.s3);
    onTestFinished(() => mocked.restore());
    for (const name of ['TimeoutError', 'AbortError']) {
      mocked.onAnyCommand().rejects(Object.assign(new Error('too slow'), { name }));
      for (const ask of Object.values(questions)) await expect(ask()).rejects.toBeInstanceOf(BucketUnavailable);
    }
  });
});

it('a call to the bucket, no response, fails in time for a sentence to the user (attack 77)', async () => {
  expect(3 * usualTimeoutMs).toBeLessThan(15_000);
  answer = () => undefined;
  const startedAt = performance.now();
  const asked = ['head', 'removePendingTag', 'create'].map((name) => questions[name]?.());
  for (const outcome of await Promise.allSettled(asked))
    expect(outcome).toMatchObject({ reason: expect.any(BucketUnavailable) });
  expect(performance.now() - startedAt).toBeLessThan(15_000);
});
