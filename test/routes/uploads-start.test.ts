import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import type { UploadRecord } from '../../src/records/upload-records.ts';
import { uploadLimits } from '../../src/uploads/quota.ts';
import { gibibytes, mebibytes } from '../../src/values/byte-size.ts';
import { newId } from '../../src/values/id.ts';
import type { Client } from '../support/client.ts';
import { openUploadsOf } from '../support/open-uploads.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claimOf, helloText, start, upload } from '../support/uploading.ts';

let testApp: TestApp;
let client: Client;
let user: User;
beforeAll(async () => {
  testApp = await startTestApp();
  ({ client, user } = await testApp.signUp());
});
afterAll(() => testApp.close());

const claim = claimOf(helloText);
const openUploads = (userId: string) => openUploadsOf(testApp.table, userId, testApp.dependencies.clock());

/** Posts the claim with these parts changed, and expects that nothing was signed or recorded. */
async function refused(parts: Record<string, unknown>): Promise<{ status: number; problem: Record<string, unknown> }> {
  const before = (await openUploads(user.id)).length;
  const response = await client.post('/uploads', { json: { ...claim, ...parts } });
  const text = await response.text();
  expect(text).not.toMatch(/X-Amz-Signature|"request"|"multipart"/);
  expect(response.headers.get('Location')).toBeNull();
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  expect(await openUploads(user.id)).toHaveLength(before);
  return { status: response.status, problem: JSON.parse(text) };
}

describe('POST /uploads', () => {
  it('POST /uploads in a browser, without a session, redirects and records nothing (attack 1)', async () => {
    const response = await testApp.client().post('/uploads', { json: claim, headers: { accept: 'text/html' } });
    expect(response.status).toBe(303);
    expect(response.headers.get('Location')).toBe('/session/new?next=%2Fuploads');
  });

  it.each([
    ['a form that there is not', { form: 'secrets' }],
    ['a field that there is not', { field: 'attachments' }],
    ['an ordinary field', { field: 'title' }],
    ['a name of Object.prototype', { field: 'constructor' }],
    ['a form of that name', { form: '__proto__' }],
    ['a path', { form: '../avatar' }],
  ])('POST /uploads, %s, answers 404 (attack 2)', async (_what, parts) => {
    expect((await refused(parts)).status).toBe(404);
  });

  it.each([
    'key',
    'bucket',
    'prefix',
    'userId',
    'status',
    'state',
    'identified',
    'scanned',
    'id',
    'submissionId',
    '__proto__',
  ])('POST /uploads, its own %s, answers 422 (attack 3)', async (name) => {
    const json = `{${JSON.stringify(claim).slice(1, -1)}, ${JSON.stringify(name)}: "x"}`;
    const response = await client.post('/uploads', { body: json, headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ field: name, message: 'There is no such field.' }] });
  });

  it.each(['0', '-1', '1.5', '"14"', '1e309', '9007199254740993', 'null', '[14]', 'true', '{}'])(
    'POST /uploads, the size %s, answers 422 (attack 4)',
    async (size) => {
      const json = JSON.stringify({ ...claim, size: 0 }).replace('"size":0', `"size":${size}`);
      const response = await client.post('/uploads', { body: json, headers: { 'content-type': 'application/json' } });
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ errors: [{ field: 'size' }] });
    },
  );

  it('POST /uploads, the size NaN is no JSON 400, no size 422 (attack 4)', async () => {
    const json = JSON.stringify(claim).replace('"size":14', '"size":NaN');
    const response = await client.post('/uploads', { body: json, headers: { 'content-type': 'application/json' } });
    expect(response.status).toBe(400);
    expect((await refused({ size: undefined })).status).toBe(422);
  });

  it('POST /uploads, a file of the limit 201, one byte more 413 (attack 5)', async () => {
    const large = { ...claim, filename: 'film.mp4', contentType: 'video/mp4', sha256: undefined };
    expect((await client.post('/uploads', { json: { ...large, size: gibibytes(5) } })).status).toBe(201);
    const { status, problem } = await refused({ ...large, size: gibibytes(5) + 1 });
    expect(status).toBe(413);
    expect(problem).toMatchObject({ type: 'about:blank', title: 'Too large', status: 413 });
    expect(problem.detail).toMatch(/Choose one of up to 5,368,709,120\u00a0bytes\./);
    const picture = { form: 'avatar', field: 'picture', filename: 'me.png', contentType: 'image/png' };
    expect((await refused({ ...picture, size: mebibytes(5) + 1 })).status).toBe(413);
    expect((await client.post('/uploads', { json: { ...claim, ...picture, size: mebibytes(5) } })).status).toBe(201);
  });

  it.each([
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['..\\x.txt', 'x.txt'],
    ['C:\\x.txt', 'x.txt'],
    ['/abs.txt', 'abs.txt'],
  ])('POST /uploads, the name %j, is only shown, key and address are ours (attack 6)', async (filename, shown) => {
    const response = await client.post('/uploads', { json: { ...claim, filename } });
    const started = await response.json();
    expect(started.filename).toBe(shown);
    expect(new URL(started.request.url).pathname).toMatch(/^\/sluice\/files\/[\w-]{24}\.[\w-]{24}$/);
    expect(JSON.stringify(started)).not.toContain('etc');
  });

  it.each(['a\0b.txt', 'a\r\nX-Evil: 1.txt', 'a\tb.txt', 'a\x7f\x9b.txt'])(
    'POST /uploads, %j, drops control characters (attack 7)',
    async (filename) => {
      const response = await client.post('/uploads', { json: { ...claim, filename } });
      expect(response.status).toBe(201);
      expect((await response.json()).filename).not.toMatch(/\p{Cc}/u);
    },
  );

  it('POST /uploads, a long name, is cut between characters, an absurd one is 422 (attack 9)', async () => {
    const response = await client.post('/uploads', { json: { ...claim, filename: `${'😀'.repeat(255)}.txt` } });
    const { filename } = await response.json();
    expect(Buffer.byteLength(filename)).toBeLessThanOrEqual(255);
    expect(filename).toMatch(/^(😀)+\.txt$/u);
    expect((await refused({ filename: 'a'.repeat(10_001) })).status).toBe(422);
    expect((await refused({ filename: '' })).status).toBe(422);
  });

  it.each([
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/xml',
    'application/javascript',
    'multipart/form-data',
    '*/*',
    'image/png\r\nx: y',
  ])('POST /uploads, the type %j, 415 and says what is accepted (attack 11)', async (contentType) => {
    const { status, problem } = await refused({ contentType, filename: 'x.png' });
    expect(status).toBe(415);
    expect(problem.detail).toMatch(/isn’t accepted\. Choose another file: documents, pictures/);
  });

  it('POST /uploads, a type of 5 KB, or unknown with a telling name, answers 415 (attack 11)', async () => {
    expect((await refused({ contentType: `image/${'x'.repeat(5000)}` })).status).toBe(422);
    expect((await refused({ contentType: '', filename: 'page.html' })).status).toBe(415);
  });

  it.each(['image/png; charset=x', 'IMAGE/PNG', ' image/png '])(
    'POST /uploads, the type %j, signs its canonical form (attack 12)',
    async (contentType) => {
      const { request } = await (
        await client.post('/uploads', { json: { ...claim, filename: 'x.png', contentType } })
      ).json();
      expect(request.headers['content-type']).toBe('image/png');
    },
  );

  it.each([
    ['of 31 bytes', Buffer.alloc(31).toString('base64')],
    ['in hex', Buffer.alloc(32).toString('hex')],
    ['in base64url', Buffer.alloc(32, 0xff).toString('base64url')],
    ['that is not base64', '!'.repeat(44)],
    ['that is empty', ''],
    ['that is a number', 5],
  ])('POST /uploads, a SHA-256 %s, answers 422 (attack 13)', async (_what, sha256) => {
    const { status, problem } = await refused({ sha256 });
    expect(status).toBe(422);
    expect(problem).toMatchObject({ errors: [{ field: 'sha256' }] });
  });

  it('POST /uploads, a file of one request without SHA-256, answers 422 (attack 13)', async () => {
    const { status, problem } = await refused({ sha256: undefined });
    expect(status).toBe(422);
    expect(problem).toMatchObject({ errors: [{ field: 'sha256', message: expect.stringContaining('SHA-256') }] });
  });

  it.each(['expiry', 'expiresIn', 'expiresAt', 'X-Amz-Expires'])(
    'POST /uploads, the client’s own %s, is not taken (attack 16)',
    async (name) => {
      for (const value of [0, -5, 1e9]) expect((await refused({ [name]: value })).status).toBe(422);
    },
  );

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'text/json', 'application/jsonp', undefined])(
    'POST /uploads, JSON with Content-Type %s, answers 415 (attack 18)',
    async (contentType) => {
      const headers: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType };
      const body = new TextEncoder().encode(JSON.stringify(claim));
      expect((await client.post('/uploads', { body, headers })).status).toBe(415);
    },
  );

  it('POST /uploads, JSON with a charset 201, a body that is no JSON 400', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    expect((await client.post('/uploads', { body: JSON.stringify(claim), headers })).status).toBe(201);
    for (const body of ['', '{', '{"form"', '\ufeff', 'undefined'])
      expect((await client.post('/uploads', { body, headers })).status).toBe(400);
    for (const body of ['null', '[]', '5', '"x"', '{}'])
      expect((await client.post('/uploads', { body, headers })).status).toBe(422);
  });

  it('POST /uploads, a body over 1 MiB, answers 413 (attack 41)', async () => {
    const body = JSON.stringify({ ...claim, filename: 'x'.repeat(mebibytes(1)) });
    expect((await client.post('/uploads', { body, headers: { 'content-type': 'application/json' } })).status).toBe(413);
  });
});

describe('limits of one user', () => {
  const recordOf = (userId: string, parts: Partial<UploadRecord>): UploadRecord => ({
    ...{ id: newId(), userId, form: 'documents', field: 'files', key: `files/${newId()}`, filename: 'x.txt' },
    ...{ contentType: 'text/plain', size: 1, state: 'pending', createdAt: new Date().toISOString() },
    expiresAt: new Date(testApp.dependencies.clock().getTime() + 3_600_000).toISOString(),
    ...parts,
  });
  const add = async (userId: string, count: number, parts: Partial<UploadRecord> = {}) => {
    for (let done = 0; done < count; done += 10)
      await Promise.all(
        Array.from({ length: Math.min(10, count - done) }, () =>
          testApp.dependencies.records.uploads.add(recordOf(userId, parts)),
        ),
      );
  };

  it('POST /uploads, too many open files, 429 with time and advice, not for others (attack 14)', async () => {
    const many = await testApp.signUp();
    await add(many.user.id, uploadLimits.open - 1);
    const last = await start(many.client, helloText);
    const response = await many.client.post('/uploads', { json: claim });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('Retry-After'))).toBeGreaterThan(0);
    expect((await response.json()).detail).toMatch(/100 files waiting.*Send or remove/);
    expect((await client.post('/uploads', { json: claim })).status).toBe(201);
    expect((await many.client.send('DELETE', `/uploads/${last.id}`)).status).toBe(204);
    expect((await many.client.post('/uploads', { json: claim })).status).toBe(201);
  });

  it('POST /uploads, too many open bytes, answers 429 (attack 14)', async () => {
    const large = await testApp.signUp();
    await add(large.user.id, 1, { size: uploadLimits.pendingBytes - 10 });
    expect((await large.client.post('/uploads', { json: claim })).status).toBe(429);
  });

  it('POST /uploads, too many starts in an hour, answers 429 until it is over (attack 14)', async () => {
    const fast = await testApp.signUp();
    const { records, clock } = testApp.dependencies;
    await Promise.all(
      Array.from({ length: uploadLimits.startedPerHour }, () =>
        records.rates.count('upload', fast.user.id, 3600, clock()),
      ),
    );
    const response = await fast.client.post('/uploads', { json: claim });
    expect(response.status).toBe(429);
    testApp.advanceSeconds(Number(response.headers.get('Retry-After')) + 1);
    expect((await fast.client.post('/uploads', { json: claim })).status).toBe(201);
  });

  it('POST /uploads, expired uploads still in the table, count no more (attack 14)', async () => {
    const old = await testApp.signUp();
    await add(old.user.id, uploadLimits.open, {
      expiresAt: new Date(testApp.dependencies.clock().getTime() - 1000).toISOString(),
    });
    expect((await old.client.post('/uploads', { json: claim })).status).toBe(201);
  });

  it('POST /uploads, expired uploads before open ones, hide none of them (attack 14)', async () => {
    const both = await testApp.signUp();
    await add(both.user.id, uploadLimits.open, {
      expiresAt: new Date(testApp.dependencies.clock().getTime() - 1000).toISOString(),
    });
    await add(both.user.id, uploadLimits.open);
    expect((await both.client.post('/uploads', { json: claim })).status).toBe(429);
  });
});

describe('GET and DELETE /uploads/{id}', () => {
  it('GET /uploads/{id}, by its user, shows the upload, and its file once checked', async () => {
    const { id } = await start(client, helloText);
    expect(await (await client.get(`/uploads/${id}`)).json()).toMatchObject({
      id,
      state: 'pending',
      file: null,
      reason: null,
    });
    const complete = await upload(client, helloText);
    expect(await (await client.get(`/uploads/${complete}`)).json()).toMatchObject({
      state: 'complete',
      file: { id: complete, filename: 'hello.txt', contentType: 'text/plain', size: 14, sha256: claim.sha256 },
    });
  });

  it('GET and DELETE /uploads/{id}, after a day, answers 404', async () => {
    const owner = await testApp.signUp();
    const id = await upload(owner.client, helloText);
    testApp.advanceSeconds(24 * 3600 + 1);
    await owner.client.signIn(owner.user.email, owner.password);
    expect((await owner.client.get(`/uploads/${id}`)).status).toBe(404);
    expect((await owner.client.post(`/uploads/${id}/complete`)).status).toBe(404);
  });
});
