import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PostForm } from '../../src/storage/post-form.ts';
import { newKey, startTestBucket, type TestBucket } from './test-bucket.ts';

let testBucket: TestBucket;
beforeAll(async () => {
  testBucket = await startTestBucket();
});
afterAll(() => testBucket.close());

const redirectTo = 'http://localhost:3000/forms/documents/files/upload/0123456789abcdef';
const terms = { contentType: 'application/octet-stream', maxBytes: 20, redirectTo };
const content = 'Hello, bucket.';

type Fields = Record<string, string>;

/** Sends the form as a browser does: its fields in order, the file last. */
function post({ url }: Pick<PostForm, 'url'>, fields: Fields, file = new Blob([content]), filename = 'x.txt') {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('file', file, filename);
  return fetch(url, { method: 'POST', body, redirect: 'manual' });
}

/** Signs a form, and names the key of a file `x.txt` that it sends. */
async function sign(folder = newKey()) {
  return { folder, key: `${folder}/x.txt`, form: await testBucket.bucket.presignPostForm(folder, terms) };
}

/** Posts a form with changed fields, which must be refused and leave nothing. */
async function statusOfChanged(change: (fields: Fields) => Fields, file?: Blob): Promise<number> {
  const { key, form } = await sign();
  const { status } = await post(form, change({ ...form.fields }), file);
  expect(await testBucket.bucket.head(key)).toBeUndefined();
  return status;
}

describe('presigned forms', () => {
  it('a presigned form, as signed, stores a pending file and redirects the browser back', async () => {
    const { key, form } = await sign();
    const response = await post(form, form.fields);
    expect(response.status).toBe(303);
    const location = new URL(response.headers.get('location') ?? '');
    expect(`${location.origin}${location.pathname}`).toBe(redirectTo);
    expect(location.searchParams.get('key')).toBe(key);
    expect(await testBucket.bucket.head(key)).toMatchObject({ size: 14, contentType: 'application/octet-stream' });
    expect(await testBucket.tagsOf(key)).toEqual({ state: 'pending' });
  });

  it('a presigned form, its policy, binds each value exactly for five minutes (attack 28)', async () => {
    const { folder, form } = await sign();
    const policy = JSON.parse(Buffer.from(form.fields.Policy ?? '', 'base64').toString());
    const { Policy: _policy, 'X-Amz-Signature': _signature, key: _key, ...bound } = form.fields;
    const exact: Fields = Object.assign({}, ...policy.conditions.filter((one: unknown) => !Array.isArray(one)));
    expect(exact).toEqual({ ...bound, bucket: testBucket.client.name });
    expect(exact).toMatchObject({ 'Content-Type': terms.contentType, success_action_redirect: redirectTo });
    expect(exact.tagging).toContain('<Key>state</Key><Value>pending</Value>');
    expect(policy.conditions.filter(Array.isArray)).toEqual([
      ['content-length-range', 0, 20],
      ['starts-with', '$key', `${folder}/`],
    ]);
    const secondsLeft = (Date.parse(policy.expiration) - Date.now()) / 1000;
    expect(secondsLeft).toBeGreaterThan(290);
    expect(secondsLeft).toBeLessThanOrEqual(301);
  });

  it.each<[string, (fields: Fields) => Fields]>([
    ['another key', (fields) => ({ ...fields, key: newKey() })],
    ['a key that only begins like it', (fields) => ({ ...fields, key: `${fields.key?.split('/$')[0]}x` })],
    ['another type', (fields) => ({ ...fields, 'Content-Type': 'text/html' })],
    ['another redirect', (fields) => ({ ...fields, success_action_redirect: 'https://evil.example/' })],
    ['another tag', (fields) => ({ ...fields, tagging: fields.tagging?.replace('pending', 'kept') ?? '' })],
    ['another policy', (fields) => ({ ...fields, Policy: Buffer.from('{"conditions":[]}').toString('base64') })],
    ['another signature', (fields) => ({ ...fields, 'X-Amz-Signature': '0'.repeat(64) })],
    ['a field more', (fields) => ({ 'x-amz-meta-owner': 'me', ...fields })],
    ['an ACL', (fields) => ({ acl: 'public-read', ...fields })],
  ])('a presigned form, %s, is denied (attack 28)', async (_what, change) => {
    expect(await statusOfChanged(change)).toBeGreaterThanOrEqual(400);
  });

  it.each(['key', 'Content-Type', 'success_action_redirect', 'tagging', 'Policy', 'X-Amz-Signature'])(
    'a presigned form, without %s, is denied (attack 28)',
    async (name) => {
      const status = await statusOfChanged((fields) => {
        const { [name]: _left, ...others } = fields;
        return others;
      });
      expect(status).toBeGreaterThanOrEqual(400);
    },
  );

  it('a presigned form, one byte over the limit, is denied (attack 28)', async () => {
    expect(await statusOfChanged((fields) => fields, new Blob(['x'.repeat(21)]))).toBe(400);
    const { form } = await sign();
    expect((await post(form, form.fields, new Blob(['x'.repeat(20)]))).status).toBe(303);
  });

  it('a presigned form, an empty file, redirects the browser back', async () => {
    const { form } = await sign();
    const response = await post(form, form.fields, new Blob([]));
    expect([response.status, response.headers.get('location')]).toEqual([303, expect.stringContaining(redirectTo)]);
  });

  it('a presigned form, a path as the name of the file, stays in the folder of the form (attack 29)', async () => {
    const { folder, form } = await sign();
    expect((await post(form, form.fields, new Blob([content]), '../../files/other')).status).toBe(303);
    // S3 takes the last part of the path. Ceph takes all of it, which is a name in the folder too: keys are no paths.
    const names = ['other', '../../files/other'].map((name) => testBucket.bucket.head(`${folder}/${name}`));
    expect((await Promise.all(names)).filter(Boolean)).toMatchObject([{ size: 14 }]);
    expect(await testBucket.bucket.head('files/other')).toBeUndefined();
  });

  it('a presigned form, sent twice, stores the later file', async () => {
    const { key, form } = await sign();
    await post(form, form.fields);
    const before = await testBucket.bucket.head(key);
    expect((await post(form, form.fields, new Blob(['other']))).status).toBe(303);
    expect((await testBucket.bucket.head(key))?.etag).not.toBe(before?.etag);
  });
});
