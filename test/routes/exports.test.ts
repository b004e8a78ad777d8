import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import { findOwnExport } from '../../src/exports/own-export.ts';
import { beginExport } from '../exports/export-stage.ts';
import { readArchive } from '../exports/read-archive.ts';
import { runAll } from '../jobs/job-stage.ts';
import type { Client } from '../support/client.ts';
import { postDocuments, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';

const asPage = { accept: 'text/html' };

let site: TestApp;
let submitter: Client;
let admin: Client;
let adminUser: User;

beforeEach(async () => {
  site = await startTestApp();
  ({ client: submitter } = await site.signUp());
  ({ client: admin, user: adminUser } = await site.signUp({ role: 'admin' }));
});
afterEach(() => site.close());

/** Follows the redirect to a file, and returns its bytes. */
async function download(client: Client, path: string, headers: Record<string, string> = {}): Promise<Response> {
  const redirect = await client.get(path);
  expect(redirect.status).toBe(302);
  return fetch(redirect.headers.get('location') ?? '', { headers });
}

describe('POST /exports', () => {
  it('POST /exports, JSON for one’s own submission, starts a job, and its file can be fetched in ranges (attack 66)', async () => {
    const { id } = await submitDocument(submitter);
    const response = await submitter.post('/exports', { json: { submission: id } });
    expect(response.status).toBe(202);
    const path = response.headers.get('location') ?? '';
    expect(await response.json()).toMatchObject({ state: 'planning', submission: id, form: null, volumes: [] });
    expect((await submitter.get(`${path}/file`)).status).toBe(409);
    await runAll(site);
    const ready = await (await submitter.get(path)).json();
    expect(ready).toMatchObject({ state: 'ready', files: 1, missing: 0, secondsLeft: 0, error: null });
    const [volume] = ready.volumes;
    expect(volume).toMatchObject({ filename: 'documents-1.zip', path: `${path}/file` });
    const whole = await download(submitter, volume.path);
    expect(whole.headers.get('content-disposition')).toContain('attachment; filename="documents-1.zip"');
    const bytes = new Uint8Array(await whole.arrayBuffer());
    expect(bytes).toHaveLength(volume.size);
    expect([...readArchive(bytes).keys()]).toContain('receipt.html');
    const rest = await download(submitter, volume.path, { range: 'bytes=10-19' });
    expect([rest.status, Buffer.from(await rest.arrayBuffer()).equals(bytes.subarray(10, 20))]).toEqual([206, true]);
  });

  it('POST /exports, the form of the table, exports what its filter finds', async () => {
    await submitDocument(submitter);
    await postDocuments(submitter, { title: 'Spades', files: [await upload(submitter, helloText)] });
    await runAll(site);
    const form = { form: 'documents', filter: 'q=spad&sort=-submittedAt&limit=25', kind: 'jsonl' };
    const response = await admin.post('/exports', { form, headers: asPage });
    expect(response.status).toBe(303);
    await runAll(site);
    const file = await download(admin, `${response.headers.get('location')}/file`);
    const lines = (await file.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([{ number: 2, fields: { title: 'Spades' }, review: { state: 'new', labels: [] } }]);
  });

  it('POST /exports, chosen submissions, exports these of the form and no other', async () => {
    const one = await submitDocument(submitter);
    await submitDocument(submitter);
    await runAll(site);
    const json = { form: 'avatar', submissions: [one.id], kind: 'jsonl' };
    const ofOtherForm = await (await admin.post('/exports', { json })).json();
    const ofForm = await (await admin.post('/exports', { json: { ...json, form: 'documents' } })).json();
    await runAll(site);
    expect(await (await download(admin, `/exports/${ofOtherForm.id}/file`)).text()).toBe('');
    expect(await (await download(admin, `/exports/${ofForm.id}/file`)).text()).toMatch(/^\{.*"number":1,.*\}\n$/);
  });

  it.each([
    [{ form: 'documents', submission: 'AAAAAAAAAAAAAAAAAAAAAAAA' }, 422],
    [{ form: 'documents', filter: 'state=none' }, 422],
    [{ form: 'documents', kind: 'tar' }, 422],
    [{ form: 'none' }, 404],
  ])('POST /exports, %j, is refused', async (json, status) => {
    expect((await admin.post('/exports', { json })).status).toBe(status);
  });
});

describe('a table of values', () => {
  it('CSV, values with quotes, newlines, formulas and other scripts, has a byte order mark and no formula (attack 69)', async () => {
    const title = '=HYPERLINK("http://evil.example";"x")';
    await postDocuments(submitter, { title, note: 'a "b"\nc, d', files: [await upload(submitter, helloText)] });
    await postDocuments(submitter, { title: 'أحذية', files: [await upload(submitter, helloText)] });
    await runAll(site);
    const { id } = await beginExport(site, adminUser, undefined, 'csv');
    await runAll(site);
    const bytes = Buffer.from(await (await download(admin, `/exports/${id}/file`)).arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const text = bytes.toString('utf8');
    expect(text).toContain('أحذية');
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"";""x"")"`);
    expect(text).not.toMatch(/(^|,|\n)"?=/);
  });
});

describe('GET /exports', () => {
  it('GET /exports, as a page and as JSON, lists one’s own, with what can be done', async () => {
    const { id } = await beginExport(site, adminUser);
    expect((await (await submitter.get('/exports')).json()).items).toEqual([]);
    expect((await (await admin.get('/exports')).json()).items).toMatchObject([{ id, state: 'planning' }]);
    const page = await (await admin.getPage('/exports')).text();
    expect(page).toContain(`href="/exports/${id}"`);
    expect(page).toContain(`action="/exports/${id}/delete"`);
  });

  it('GET /exports/{id}, a page while it runs, comes anew by itself, and afterwards no more', async () => {
    const { id } = await beginExport(site, adminUser);
    const running = await admin.getPage(`/exports/${id}`);
    expect(running.headers.get('refresh')).toBe('3');
    expect(await running.text()).toContain('<progress');
    await runAll(site);
    const ready = await admin.getPage(`/exports/${id}`);
    expect(ready.headers.get('refresh')).toBeNull();
    expect(await ready.text()).toContain(`href="/exports/${id}/file"`);
  });

  it('GET /exports/{id}/file, by a reviewer who is one no more, is not found (attack 70)', async () => {
    const { id } = await beginExport(site, adminUser);
    await runAll(site);
    expect((await admin.get(`/exports/${id}/file`)).status).toBe(302);
    await site.dependencies.records.users.change(adminUser.id, { role: 'user' });
    expect((await admin.get(`/exports/${id}/file`)).status).toBe(404);
  });

  it('GET /exports/{id}, a day after it was ready, is not found, and the bytes go', async () => {
    const { id } = await beginExport(site, adminUser);
    await runAll(site);
    const key = (await site.dependencies.records.exports.find(id))?.volumes[0]?.key ?? '-';
    const find = () => findOwnExport(site.dependencies, adminUser, id);
    site.advanceSeconds(23 * 3600);
    expect(await find()).toMatchObject({ state: 'ready' });
    site.advanceSeconds(2 * 3600);
    expect(await find()).toBeUndefined();
    site.advanceSeconds(24 * 3600);
    await site.bucket.applyLifecycle();
    expect(await site.dependencies.bucket.head(key)).toBeUndefined();
  });
});

describe('DELETE /exports/{id}', () => {
  it.each(['planning', 'ready'])(
    'DELETE /exports/{id}, %s, removes record and bytes, and its place is free',
    async (state) => {
      await submitDocument(submitter);
      await runAll(site);
      const { id } = await beginExport(site, adminUser);
      if (state === 'ready') await runAll(site);
      const key = (await site.dependencies.records.exports.find(id))?.volumes[0]?.key ?? '-';
      expect((await admin.send('DELETE', `/exports/${id}`)).status).toBe(204);
      await runAll(site);
      expect((await admin.get(`/exports/${id}`)).status).toBe(404);
      expect(await site.dependencies.bucket.head(key)).toBeUndefined();
      for (let number = 0; number < 2; number += 1) await beginExport(site, adminUser);
    },
  );

  it('POST /exports/{id}/delete, from the page, leads back to the list', async () => {
    const { id } = await beginExport(site, adminUser);
    const response = await admin.post(`/exports/${id}/delete`, { headers: asPage });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/exports?removed']);
    expect(await (await admin.getPage('/exports?removed')).text()).toContain('The export was removed.');
  });
});
