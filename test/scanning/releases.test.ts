import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/records/scan-record.ts';
import { takeVerdict } from '../../src/scanning/take-verdict.ts';
import { runAll } from '../jobs/job-stage.ts';
import type { Client } from '../support/client.ts';
import { contentOf, decodeEntities } from '../support/page.ts';
import { fileIdOf, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

let site: TestApp;
let submitter: Client;
let admin: Client;
let submissionId: string;
let fileId: string;

beforeEach(async () => {
  const scan = async () => ({ state: 'failed' }) as const;
  site = await startTestApp({ replace: () => ({ scanner: { name: 'clamd', keepsInfected: false, scan } }) });
  submitter = (await site.signUp()).client;
  admin = (await site.signUp({ role: 'admin' })).client;
  const submission = await submitDocument(submitter);
  [submissionId, fileId] = [submission.id, fileIdOf(submission)];
  await runAll(site);
});
afterEach(() => site.close());

const page = { accept: 'text/html' };
const release = (json: unknown) => admin.post(`/files/${fileId}/release`, { json });
const seenNow = async () => {
  const { scan } = await (await admin.get(`/files/${fileId}`)).json();
  return { state: scan.state, at: scan.at };
};

async function bringVerdict(verdict: Verdict): Promise<void> {
  const { key = '' } = (await site.dependencies.records.uploads.find(fileId)) ?? {};
  const at = site.dependencies.clock().toISOString();
  expect(await takeVerdict(site.dependencies, { key, verdict, scanner: 'clamd', at })).toBe('taken');
}

async function releaseEvents() {
  const { items } = await (await admin.get(`/submissions/${submissionId}/events`)).json();
  return items.filter(({ kind }: { kind: string }) => kind === 'released');
}

/** Posts the form of the page that was shown, as a browser without script does. */
const sendShown = (shown: string, note: string) => {
  const form = new URLSearchParams({ note });
  for (const name of ['state', 'at'])
    form.set(
      name,
      new RegExp(`name="${name}" value="([^"]*)"`).exec(shown.slice(shown.indexOf('/release')))?.[1] ?? '',
    );
  return admin.post(`/files/${fileId}/release`, { form: Object.fromEntries(form), headers: page });
};

describe('POST /files/{id}/release', () => {
  it('POST /files/{id}/release, with a note, keeps it in the history for reviewers and shows the submitter none', async () => {
    const note = 'The sender told me the password.';
    expect((await release({ ...(await seenNow()), note })).status).toBe(200);
    expect(await releaseEvents()).toMatchObject([{ note, to: { fileId, scan: 'failed' } }]);
    expect(await (await admin.get(`/submissions/${submissionId}`, page)).text()).toContain(note);
    for (const headers of [page, {}])
      expect(await (await submitter.get(`/submissions/${submissionId}`, headers)).text()).not.toContain('told me');
  });

  it('POST /files/{id}/release, another verdict since the file was seen, is a conflict that names both (attack 193)', async () => {
    const seen = await seenNow();
    site.advanceSeconds(1);
    await bringVerdict({ state: 'unscannable', reason: 'encrypted' });
    const refused = await release(seen);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      expected: seen,
      current: { state: 'unscannable', reason: 'encrypted' },
    });
    expect(await releaseEvents()).toEqual([]);
    expect((await admin.get(`/files/${fileId}`)).status).toBe(409);
    expect((await release(await seenNow())).status).toBe(200);
  });

  it('POST /files/{id}/release, the same state of an earlier scan, is a conflict', async () => {
    const { state } = await seenNow();
    expect((await release({ state, at: '2020-01-01T00:00:00.000Z' })).status).toBe(409);
    expect(await releaseEvents()).toEqual([]);
  });

  it('POST /files/{id}/release, malware found since the file was seen, is a conflict', async () => {
    const seen = await seenNow();
    await bringVerdict({ state: 'infected', signature: 'Test.Signature' });
    const refused = await release(seen);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ expected: seen, current: { state: 'infected' } });
    expect((await release({ state: 'infected', at: seen.at })).status).toBe(409);
  });

  it('POST /files/{id}/release, without a scan that was seen or with a long note, is refused', async () => {
    const seen = await seenNow();
    const bodies = [
      {},
      { state: seen.state },
      { ...seen, state: 'any' },
      { ...seen, at: 'yesterday' },
      { ...seen, note: 'n'.repeat(4001) },
    ];
    for (const body of bodies) expect((await release(body)).status).toBe(422);
    expect(await releaseEvents()).toEqual([]);
  });
});

describe('POST /files/{id}/release, by its form', () => {
  it('POST /files/{id}/release, the form of the page, releases the file and returns to the submission', async () => {
    const shown = await (await admin.get(`/submissions/${submissionId}`, page)).text();
    const sent = await sendShown(shown, 'Known sender.');
    expect([sent.status, sent.headers.get('Location')]).toEqual([303, `/submissions/${submissionId}?saved=1`]);
    expect(await releaseEvents()).toMatchObject([{ note: 'Known sender.' }]);
  });

  it('POST /files/{id}/release, the form of a page from the table, returns to its place there', async () => {
    const table = await (await admin.get('/forms/documents/submissions', page)).text();
    const path = decodeEntities(/href="(\/submissions\/[^"]*)"/.exec(contentOf(table))?.[1] ?? '');
    const shown = await (await admin.get(path, page)).text();
    const action = decodeEntities(/action="(\/files\/[^"]*)"/.exec(shown)?.[1] ?? '');
    const sent = await admin.post(action, { form: { ...(await seenNow()), note: '' }, headers: page });
    const back = await (await admin.get(sent.headers.get('Location') ?? '', page)).text();
    expect(back).toContain('Saved.');
    expect(back).toContain('href="/forms/documents/submissions"');
  });

  it('POST /files/{id}/release, a file that another reviewer has released, keeps no note and shows it to add', async () => {
    const shown = await (await admin.get(`/submissions/${submissionId}`, page)).text();
    const other = (await site.signUp({ role: 'admin' })).client;
    const seen = await seenNow();
    expect((await other.post(`/files/${fileId}/release`, { json: { ...seen, note: 'By phone.' } })).status).toBe(200);
    const refused = await sendShown(shown, 'Known sender.');
    expect(refused.status).toBe(409);
    const text = await refused.text();
    expect(text).toContain('Another reviewer has released this file already');
    expect(text).not.toContain('You saw');
    expect(text).toContain('Known sender.</textarea>');
    expect((await release({ ...seen, note: 'Known sender.' })).status).toBe(409);
    expect((await release(seen)).status).toBe(200);
    expect((await other.post(`/files/${fileId}/release`, { json: { ...seen, note: 'By phone.' } })).status).toBe(200);
    expect(await releaseEvents()).toMatchObject([{ note: 'By phone.' }]);
  });

  it('POST /files/{id}/release, a form with a time that is none, shows the page with a sentence', async () => {
    const form = { state: 'failed', at: 'yesterday', note: 'Known sender.' };
    const refused = await admin.post(`/files/${fileId}/release`, { form, headers: page });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('Send the state and the time of the scan');
  });

  it('POST /files/{id}/release, the form of an earlier scan, shows the page with both scans and the note', async () => {
    const shown = await (await admin.get(`/submissions/${submissionId}`, page)).text();
    site.advanceSeconds(1);
    await bringVerdict({ state: 'unscannable', reason: 'encrypted' });
    const refused = await sendShown(shown, 'Known sender.');
    expect(refused.status).toBe(409);
    const text = await refused.text();
    expect(text).toContain('another result than you saw');
    expect(text).toContain('You saw');
    expect(text).toContain('Known sender.</textarea>');
    expect((await sendShown(text, 'Known sender.')).status).toBe(303);
  });
});
