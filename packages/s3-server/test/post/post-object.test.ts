import { GetObjectCommand, GetObjectTaggingCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { createPresignedPost, type PresignedPostOptions } from '@aws-sdk/s3-presigned-post';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outcome, TestServer, testBucketName, uniqueKey } from '../test-server.ts';

let testServer: TestServer;
beforeAll(async () => {
  testServer = await TestServer.start();
});
afterAll(() => testServer.close());

let key: string;
beforeEach(() => {
  key = uniqueKey();
});

interface Attempt {
  readonly conditions?: NonNullable<PresignedPostOptions['Conditions']>;
  readonly fields?: Record<string, string>;
  readonly expires?: number;
  /** The fields that the client changes after the signature. */
  readonly change?: Record<string, string | undefined>;
  readonly file?: Blob;
  readonly filename?: string;
  readonly headers?: Record<string, string>;
  readonly signedKey?: string;
}

/** Posts a signed form for an object of 2 to 1,000 bytes of plain text. */
async function post({
  conditions = [],
  fields = {},
  expires = 300,
  change = {},
  file = new Blob(['hello']),
  filename = 'a.txt',
  headers = {},
  signedKey = key,
}: Attempt = {}): Promise<Response> {
  const { url, fields: signed } = await createPresignedPost(testServer.client, {
    Bucket: testBucketName,
    Key: signedKey,
    Expires: expires,
    Conditions: [['content-length-range', 2, 1000], ...conditions],
    Fields: { 'Content-Type': 'text/plain', ...fields },
  });
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...signed, ...change }))
    if (value !== undefined) form.append(name, value);
  form.append('file', file, filename);
  return fetch(url, { method: 'POST', body: form, headers, redirect: 'manual' });
}

const told = async (answer: Response) =>
  `${answer.status} ${/<Code>(.*)<\/Code>/.exec(await answer.text())?.[1] ?? ''}`.trim();
const head = () => testServer.client.send(new HeadObjectCommand({ Bucket: testBucketName, Key: key }));

describe('POST /{bucket}, a form', () => {
  it('signed, stores the file with the signed type', async () => {
    const bytes = Buffer.from([0, 13, 10, 45, 45, 255]);
    expect(await told(await post({ file: new Blob([bytes], { type: 'image/png' }) }))).toBe('204');
    const object = await testServer.client.send(new GetObjectCommand({ Bucket: testBucketName, Key: key }));
    expect(object.ContentType).toBe('text/plain');
    expect(bytes.equals((await object.Body?.transformToByteArray()) ?? Buffer.of())).toBe(true);
  });

  it.each<[string, Attempt, string]>([
    ['another key', { change: { key: 'evil' } }, '403 AccessDenied'],
    ['another bucket', { change: { bucket: 'evil' } }, '403 AccessDenied'],
    ['another type', { change: { 'Content-Type': 'text/html' } }, '403 AccessDenied'],
    ['no type', { change: { 'Content-Type': undefined } }, '403 AccessDenied'],
    ['a field more', { change: { 'x-amz-meta-a': 'b' } }, '403 AccessDenied'],
    ['an ACL', { change: { acl: 'public-read' } }, '403 AccessDenied'],
    ['a redirect of its own', { change: { success_action_redirect: 'https://evil.example/' } }, '403 AccessDenied'],
    ['a status of its own', { change: { success_action_status: '201' } }, '403 AccessDenied'],
    ['a tag of its own', { change: { tagging: '<Tagging><TagSet/></Tagging>' } }, '403 AccessDenied'],
    ['a header besides', { headers: { 'x-amz-meta-a': 'b' } }, '403 AccessDenied'],
    ['another signature', { change: { 'X-Amz-Signature': '0'.repeat(64) } }, '403 SignatureDoesNotMatch'],
    ['no signature', { change: { 'X-Amz-Signature': undefined } }, '400 InvalidArgument'],
    ['no policy', { change: { Policy: undefined, 'X-Amz-Signature': undefined } }, '403 AccessDenied'],
    [
      'another policy',
      { change: { Policy: Buffer.from('{"expiration":"2999-01-01T00:00:00Z","conditions":[]}').toString('base64') } },
      '403 SignatureDoesNotMatch',
    ],
    ['one byte too many', { file: new Blob(['x'.repeat(1001)]) }, '400 EntityTooLarge'],
    ['one byte too few', { file: new Blob(['x']) }, '400 EntityTooSmall'],
    ['a policy of the past', { expires: -1 }, '403 AccessDenied'],
  ])('with %s, is refused and stores nothing (attack 28)', async (_, attempt, expected) => {
    expect(await told(await post(attempt))).toBe(expected);
    expect(await outcome(head())).toBe('404 NotFound');
  });

  it('of exactly as many bytes as the policy allows, is stored', async () => {
    for (const size of [2, 1000]) expect(await told(await post({ file: new Blob(['x'.repeat(size)]) }))).toBe('204');
  });

  it('with fields that the policy leaves open, is stored', async () => {
    const open: Attempt = {
      conditions: [
        ['starts-with', '$x-amz-meta-name', 'file-'],
        ['starts-with', '$x-ignored', ''],
      ],
      change: { 'x-amz-meta-name': 'file-ü', 'x-ignored': 'x' },
    };
    expect(await told(await post(open))).toBe('204');
    const [name] = Object.values((await head()).Metadata ?? {});
    expect(Buffer.from(name ?? '', 'latin1').toString()).toBe('file-ü');
    expect(await told(await post({ ...open, change: { 'x-amz-meta-name': 'other', 'x-ignored': 'x' } }))).toBe(
      '403 AccessDenied',
    );
  });

  it('with a path in its file name, leaves it out of the key (attack 29)', async () => {
    const prefix = `${key}/`;
    await post({ signedKey: `${prefix}\${filename}`, filename: '../../etc/passwd' });
    await post({ signedKey: `${prefix}\${filename}`, filename: '..\\..\\boot.ini' });
    for (const name of ['passwd', 'boot.ini']) {
      expect(
        await outcome(testServer.client.send(new HeadObjectCommand({ Bucket: testBucketName, Key: prefix + name }))),
      ).toBe('200');
    }
  });

  it('with signed tags, stores them', async () => {
    const tagging = '<Tagging><TagSet><Tag><Key>state</Key><Value>pending</Value></Tag></TagSet></Tagging>';
    expect(await told(await post({ fields: { tagging } }))).toBe('204');
    const { TagSet } = await testServer.client.send(new GetObjectTaggingCommand({ Bucket: testBucketName, Key: key }));
    expect(TagSet).toEqual([{ Key: 'state', Value: 'pending' }]);
  });

  it('with a signed checksum, verifies it', async () => {
    expect(await told(await post({ fields: { 'x-amz-checksum-crc32': 'AAAAAA==' } }))).toBe('400 BadDigest');
    expect(await told(await post({ fields: { 'x-amz-checksum-crc32': 'NhCmhg==' } }))).toBe('204');
  });
});

describe('POST /{bucket}, the response', () => {
  it('status 201 in the form, is a document', async () => {
    const answer = await post({ fields: { success_action_status: '201' } });
    expect([answer.status, await answer.text()]).toEqual([
      201,
      expect.stringContaining(`<Bucket>${testBucketName}</Bucket><Key>${key}</Key>`),
    ]);
  });

  it('a redirect in the form, adds bucket, key and ETag to its parameters', async () => {
    const answer = await post({ fields: { success_action_redirect: 'http://app.example/done?x=1#y' } });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(
      `http://app.example/done?x=1&bucket=${testBucketName}&key=${key}&etag=%225d41402abc4b2a76b9719d911017c592%22#y`,
    );
  });

  it('a redirect that is no address, is plain', async () => {
    expect(
      await told(await post({ fields: { success_action_redirect: 'nonsense', success_action_status: '200' } })),
    ).toBe('200');
  });
});
