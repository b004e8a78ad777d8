import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { Problem } from '../../src/problems/problem.ts';
import { updateItem } from '../../src/records/item.ts';
import { deleteSubmission } from '../../src/review/deletion.ts';
import { createShare, type NewShare } from '../../src/sharing/create-share.ts';
import { revokeShare } from '../../src/sharing/own-shares.ts';
import { passSeconds } from '../../src/sharing/share-pass.ts';
import { sharePasswordLimits } from '../../src/sharing/share-password.ts';
import { Client } from '../support/client.ts';
import { expectInProportion } from '../support/in-proportion.ts';
import { type SubmissionJson, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let testApp: TestApp;
let owner: Awaited<ReturnType<TestApp['signUp']>>;
let submission: SubmissionJson;
beforeAll(async () => {
  testApp = await startTestApp();
  owner = await testApp.signUp();
  submission = await submitDocument(owner.client);
});
afterAll(() => testApp.close());

const page = { Accept: 'text/html' };
const visitor = () => new Client(testApp.app, testApp.dependencies.publicUrl);

/** The app with a scanner, for whose verdicts files wait. */
function startTestAppWithScanner() {
  const scanner = { name: 'clamd', keepsInfected: false, scan: () => Promise.resolve('asked' as const) } as const;
  return createApp({ ...testApp.dependencies, scanner });
}

/** Makes a link of the submitter. */
async function share(wishes: Partial<NewShare> = {}, { user } = owner) {
  const { dependencies } = testApp;
  const made = await createShare(dependencies, dependencies.forms, user, { submissionId: submission.id, ...wishes });
  if (made instanceof Problem) throw new Error(made.message.code);
  return { id: made.share.id, secret: made.secret, path: `/s/${made.secret}` };
}

const usesOf = async (id: string) => (await testApp.dependencies.records.shares.find(id))?.uses;
const fileId = () => submission.files.files?.[0]?.id ?? '';
const press = (client: Client, path: string, form: Record<string, string> = {}) =>
  client.post(path, { form: { file: fileId(), ...form }, headers: page });

describe('GET /s/{token}', () => {
  it('GET and HEAD /s/{token}, as mail scanners send them, use nothing up (attack 180)', async () => {
    const { id, path } = await share({ maxUses: 1 });
    const before = await testApp.dependencies.records.shares.find(id);
    for (const headers of [{}, page, { ...page, 'Sec-Purpose': 'prefetch' }, { ...page, Purpose: 'prefetch' }])
      expect((await visitor().get(path, headers)).status).toBe(200);
    expect((await testApp.app.request(path, { method: 'HEAD' })).status).toBe(200);
    expect((await visitor().get(`${path}/files/${fileId()}`, page)).headers.get('Location')).toBe(path);
    expect(await testApp.dependencies.records.shares.find(id)).toEqual(before);
  });

  it('GET /s/{token}, with a password, reveals nothing of file, sender and form (attack 181)', async () => {
    const { path } = await share({ password: 'three green words' });
    const response = await visitor().get(path, page);
    const html = await response.text();
    const secrets = [
      owner.user.username,
      owner.user.id,
      submission.id,
      fileId(),
      'hello.txt',
      'documents',
      'Documents',
    ];
    for (const hidden of secrets) expect(html).not.toContain(hidden);
    expect(html).toContain('type="password"');
    expect(response.headers.get('X-Robots-Tag')).toContain('noindex');
    expect(response.headers.get('Cache-Control')).toContain('no-store');
  });

  it.each([
    ['revoked', (id: string) => revokeShare(testApp.dependencies, testApp.dependencies.forms, owner.user, id)],
    ['of an unknown secret', undefined],
  ])('GET /s/{token}, %s, 404 with the same sentence (attack 182)', async (_name, end) => {
    const made = await share();
    await end?.(made.id);
    const response = await visitor().get(end ? made.path : `/s/${'x'.repeat(28)}`, page);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('It may have expired, been used up or been revoked');
  });

  it('GET /s/{token}, of a maker who is deactivated, 404 (attack 182)', async () => {
    const other = await testApp.signUp({ role: 'admin' });
    const { path } = await share({}, other);
    expect((await visitor().get(path, page)).status).toBe(200);
    await testApp.dependencies.records.users.change(other.user.id, { isActive: false });
    expect((await visitor().get(path, page)).status).toBe(404);
  });
});

describe('POST /s/{token}', () => {
  it('POST /s/{token}, a hundred at once with one allowed, leads one to the file (attack 183)', async () => {
    const { id, path } = await share({ maxUses: 1 });
    const answers = await Promise.all(Array.from({ length: 100 }, () => press(visitor(), path)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await usesOf(id)).toBe(1);
    expect((await testApp.dependencies.records.shares.listUses(id, 10)).items).toHaveLength(1);
  });

  it('POST /s/{token}, twice from one page, counts once', async () => {
    const { id, path } = await share({ maxUses: 1 });
    const answers = await Promise.all([1, 2].map(() => press(visitor(), path, { key: 'page-key-1' })));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await usesOf(id)).toBe(1);
  });

  it('POST /s/{token}, again from one page, lengthens no half hour (attack 202)', async () => {
    const { path } = await share({ maxUses: 1 });
    const form = { key: 'page-key-2' };
    expect((await press(visitor(), path, form)).status).toBe(303);
    testApp.advanceSeconds(passSeconds - 60);
    const late = visitor();
    expect((await press(late, path, form)).status).toBe(303);
    expect((await late.get(`${path}/files/${fileId()}`, page)).status).toBe(302);
    testApp.advanceSeconds(61);
    expect((await press(late, path, form)).status).toBe(404);
    expect((await late.get(`${path}/files/${fileId()}`, page)).headers.get('Location')).toBe(path);
  });

  it('POST /s/{token}, again with its cookie, counts once for half an hour', async () => {
    const { id, path } = await share({ maxUses: 1 });
    const client = visitor();
    expect((await press(client, path)).status).toBe(303);
    const again = await client.get(`${path}/files/${fileId()}`, page);
    expect(again.status).toBe(302);
    const part = await fetch(again.headers.get('Location') ?? '', { headers: { Range: 'bytes=1-3' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('Content-Disposition')).toContain('attachment');
    await part.arrayBuffer();
    expect((await press(client, path)).status).toBe(303);
    expect(await usesOf(id)).toBe(1);
    testApp.advanceSeconds(passSeconds + 1);
    expect((await press(client, path)).status).toBe(404);
  });

  it('POST /s/{token}, a password of endless marks, 422 in time that grows with the length only (attack 197)', async () => {
    const { path } = await share({ password: 'three green words' });
    const password = `a${'\u0301'.repeat(80_000)}${'\u0316'.repeat(80_000)}`;
    await expectInProportion(password.length, async () => {
      expect((await visitor().post(path, { form: { password }, headers: page })).status).toBe(422);
    });
  });

  it('POST /s/{token}, a right password beside wrong ones opens the link; one too many wrong ones, 429 (attack 184)', async () => {
    const { id, path } = await share({ password: 'three green words' });
    const answer = (password: string) => visitor().post(path, { form: { password }, headers: page });
    expect((await answer('wrong')).status).toBe(422);
    expect((await answer('three green words')).status).toBe(303);
    expect(await usesOf(id)).toBe(1);
    const { perNetwork } = sharePasswordLimits;
    const wrong = await Promise.all(Array.from({ length: perNetwork }, () => answer('wrong')));
    expect(wrong.filter(({ status }) => status === 429)).toHaveLength(1);
    const beyond = await answer('three green words');
    expect(beyond.status).toBe(429);
    expect(beyond.headers.get('Retry-After')).toMatch(/^\d+$/);
  });

  it('POST /s/{token}, more guesses of one network than a link takes, lock out no other network (attack 199)', async () => {
    const { path } = await share({ password: 'three green words' });
    const guess = () => visitor().post(path, { form: { password: 'wrong' }, headers: page });
    for (let sent = 0; sent < sharePasswordLimits.perLink + 50; sent += 50)
      await Promise.all(Array.from({ length: 50 }, guess));
    const elsewhere = await testApp.app.request(
      testApp.dependencies.publicUrl + path,
      { method: 'POST', body: new URLSearchParams({ password: 'three green words' }) },
      { clientAddress: '198.51.100.7' },
    );
    expect(elsewhere.status).toBe(303);
  });

  it('POST /s/{token}, fifty people of one network with the right password at once, still open the link (attack 203)', async () => {
    const { path } = await share({ password: 'three green words' });
    const open = () => visitor().post(path, { form: { password: 'three green words' }, headers: page });
    const statuses = (await Promise.all(Array.from({ length: 50 }, open))).map(({ status }) => status);
    expect(statuses).toContain(303);
    expect((await open()).status).toBe(303);
  });

  it('POST /s/{token}, of a file that waits for its scan, 409 and counts nothing (attack 185)', async () => {
    const { id, path } = await share({ maxUses: 1 });
    const { table, dependencies } = testApp;
    const mark = { update: { pk: `UPLOAD#${fileId()}`, sk: 'UPLOAD' }, set: { scan: { state: 'waiting' } } };
    await updateItem(table, mark);
    const closed = await startTestAppWithScanner();
    expect((await new Client(closed, dependencies.publicUrl).post(path, { form: {}, headers: page })).status).toBe(409);
    expect(await usesOf(id)).toBe(0);
    await updateItem(table, { update: mark.update, unset: ['scan'] });
  });

  it('POST /s/{token}, its secret is in no log line', async () => {
    const { secret, path } = await share();
    await press(visitor(), path);
    await visitor().get(`${path}x`, page);
    expect(JSON.stringify(testApp.logLines)).not.toContain(secret);
  });

  it('POST /s/{token}, after the deletion of its submission, 404 with nothing left in the table', async () => {
    const gone = await submitDocument(owner.client);
    const { id, path } = await share({ submissionId: gone.id });
    expect((await visitor().post(path, { form: {}, headers: page })).status).toBe(303);
    const { dependencies } = testApp;
    await deleteSubmission(dependencies, gone.id, { keptForDays: 1 });
    expect((await visitor().get(path, page)).status).toBe(404);
    await dependencies.records.shares.removeOfSubmission(gone.id);
    expect(await dependencies.records.shares.find(id)).toBeUndefined();
    expect((await dependencies.records.shares.listUses(id, 10)).items).toEqual([]);
    const own = await dependencies.records.shares.listOfMaker(owner.user.id, 100);
    expect(own.items.map((one) => one.id)).not.toContain(id);
  });
});

describe('POST /shared', () => {
  const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });

  it('POST /shared, the secret in a header, redirects to the file and counts', async () => {
    const { id, secret } = await share();
    const response = await visitor().post('/shared', { headers: bearer(secret) });
    expect(response.status).toBe(303);
    expect((await fetch(response.headers.get('Location') ?? '')).status).toBe(200);
    expect(await usesOf(id)).toBe(1);
  });

  it('POST /shared, as JSON with the password, names the files; without it, 422', async () => {
    const { secret } = await share({ password: 'three green words' });
    const headers = { ...bearer(secret), Accept: 'application/json' };
    expect((await visitor().post('/shared', { json: {}, headers })).status).toBe(422);
    const response = await visitor().post('/shared', { json: { password: 'three green words' }, headers });
    expect(await response.json()).toMatchObject({ form: 'documents', files: [{ id: fileId() }] });
  });

  it('POST /shared, without a secret, 404', async () => {
    expect((await visitor().post('/shared')).status).toBe(404);
  });
});
