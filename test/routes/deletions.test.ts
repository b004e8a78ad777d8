import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { judgeHistory } from '../../cli/judge-history.ts';
import { textTypes } from '../../src/files/media-type.ts';
import { anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { files, text } from '../../src/forms/field.ts';
import { createForms, declaredForms } from '../../src/forms/registry.ts';
import { hashEvent } from '../../src/review/history.ts';
import { allItems, runAll } from '../jobs/job-stage.ts';
import type { Client } from '../support/client.ts';
import { fileIdOf, postDocuments, type SubmissionJson, submitAvatar, submitDocument } from '../support/submitting.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { helloText, upload } from '../support/uploading.ts';

/** A busy form, whose list and index are in shards, with a reviewer who is no admin. */
const reviewed = defineForm({
  slug: 'reviewed',
  title: 'Reviewed',
  description: 'A form with a reviewer.',
  fields: {
    title: text({ label: 'Title', required: true }),
    files: files({ label: 'Files', accept: [textTypes], maxBytes: 1000, minFiles: 0, maxFiles: 2 }),
  },
  busy: true,
  submit: anyoneSignedIn,
  review: ({ username }) => username === 'reviewer',
});

let site: TestApp;
let admin: Client;
let client: Client;

beforeEach(async () => {
  site = await startTestApp({ replace: () => ({ forms: createForms([...declaredForms.values(), reviewed]) }) });
  admin = (await site.signUp({ role: 'admin', username: 'Ada' })).client;
  ({ client } = await site.signUp());
});
afterEach(() => site.close());

const html = { accept: 'text/html' };
const reason = 'They asked for it.';
const remove = (id: string, by = admin) => by.post(`/submissions/${id}/deletion`, { json: { reason } });

/** The items that name a submission or its file, but for what stays of it. */
async function traces(submission: SubmissionJson): Promise<unknown[]> {
  const names = [submission.id, ...Object.values(submission.files).flatMap((list) => list.map(({ id }) => id))];
  const items = (await allItems(site)).filter(({ sk }) => !/^DELETED(?:#|$)/.test(String(sk)));
  return items.filter((item) => names.some((name) => JSON.stringify(item).includes(name)));
}

describe('POST /submissions/{id}/deletion', () => {
  it.each([
    ['before its jobs have run', false],
    ['after its jobs have run', true],
  ])(
    'POST /submissions/{id}/deletion, %s, leaves no way to it at once and nothing of it soon (attack 161)',
    async (_when, isRun) => {
      const submission = await submitDocument(client);
      const other = await submitDocument(client);
      if (isRun) await runAll(site);
      expect((await remove(submission.id)).status).toBe(204);

      const gone = await admin.get(`/submissions/${submission.id}`);
      expect([gone.status, (await gone.json()).detail]).toEqual([
        410,
        expect.stringMatching(/^Ada deleted this submission on .+ UTC\. The reason: They asked for it\.$/),
      ]);
      for (const path of [`/submissions/${submission.id}`, `/files/${fileIdOf(submission)}`])
        expect((await client.get(path)).status).toBe(404);
      expect((await client.get(`/uploads/${fileIdOf(submission)}`)).status).toBe(404);
      for (const path of ['/submissions', '/submissions?form=documents'])
        expect((await (await admin.get(path)).json()).items.map(({ id }: SubmissionJson) => id)).toEqual([other.id]);

      await runAll(site);
      expect(await traces(submission)).toEqual([]);
      expect((await client.get(`/files/${fileIdOf(other)}`)).status).toBe(302);
    },
  );

  it('POST /submissions/{id}/deletion, the record of it, ends the chain of the history', async () => {
    const { id, number } = await submitDocument(client);
    await runAll(site);
    const review = await site.dependencies.records.reviews.find(id);
    await remove(id);
    const deleted = await site.dependencies.records.deletions.find(id);
    expect(deleted).toMatchObject({ form: 'documents', number, files: { count: 1 }, event: { kind: 'deleted', n: 2 } });
    const { hash, ...event } = deleted?.event ?? expect.unreachable();
    expect([event.previous, hash]).toEqual([review?.head, hashEvent(event)]);
    expect(event).toMatchObject({ actor: { username: 'Ada' }, note: reason });
  });

  it('GET /submissions/{id}/events, deleted, is the one event that stays, and verifies', async () => {
    const { id } = await submitDocument(client);
    await runAll(site);
    const lines = async () => (await admin.get(`/submissions/${id}/events?format=jsonl`)).text();
    const before = await lines();
    const head = (JSON.parse(before) as { hash: string }).hash;
    await remove(id);
    await runAll(site);
    const end = await lines();
    for (const expected of [undefined, head])
      expect(judgeHistory(end, expected)).toEqual({
        isIntact: true,
        sentence: expect.stringMatching(
          /^The submission was deleted on .+ by Ada \(They asked for it\.\)\. .+ had 1 event;/,
        ),
      });
    expect(judgeHistory(before + end).isIntact).toBe(true);
    expect(judgeHistory(end.replace('asked', 'begged')).isIntact).toBe(false);
    expect(judgeHistory(end, 'another-head').isIntact).toBe(false);
    expect((await client.get(`/submissions/${id}/events`)).status).toBe(404);
  });

  it('GET /submissions/{id}/events, deleted for half a character, verifies (attack 166)', async () => {
    const { id } = await submitDocument(client);
    await admin.post(`/submissions/${id}/deletion`, { json: { reason: 'a\ud83db' } });
    const end = await (await admin.get(`/submissions/${id}/events?format=jsonl`)).text();
    expect(JSON.parse(end)).toMatchObject({ note: 'a\ufffdb' });
    expect(judgeHistory(end).isIntact).toBe(true);
  });

  it('POST /submissions/{id}/events, a page that was open at the deletion, says so (attack 161)', async () => {
    const { id } = await submitDocument(client);
    await runAll(site);
    await remove(id);
    const decision = { kind: 'note', note: 'Seen.', version: 1 };
    const late = await admin.post(`/submissions/${id}/events`, { json: decision });
    expect([late.status, (await late.json()).detail]).toEqual([410, expect.stringContaining(reason)]);
  });

  it('POST /submissions/{id}/deletion, twice or twice at once, deletes once and says when', async () => {
    const { id } = await submitDocument(client);
    const statuses = (await Promise.all([remove(id), remove(id)])).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual([204, 410]);
    expect((await remove(id)).status).toBe(410);
    expect((await remove('no-such-submission-at-all')).status).toBe(404);
  });

  it('POST /submissions/{id}/deletion, no reason or a long one, is refused and the page keeps what was typed', async () => {
    const { id } = await submitDocument(client);
    for (const json of [{}, { reason: ' \n' }, { reason: 'x'.repeat(501) }])
      expect((await admin.post(`/submissions/${id}/deletion`, { json })).status).toBe(422);
    const form = { reason: 'x'.repeat(501) };
    const again = await admin.post(`/submissions/${id}/deletion`, { form, headers: html });
    expect([again.status, await again.text()]).toEqual([422, expect.stringContaining(form.reason)]);
    expect((await client.get(`/submissions/${id}`)).status).toBe(200);
  });

  it('POST /submissions/{id}/deletion from the page, a reason, leads to the list, which says it', async () => {
    const { id } = await submitDocument(client);
    const page = await (await admin.getPage(`/submissions/${id}/deletion`)).text();
    expect(page).toContain('Delete Documents no. 1?');
    expect(page).toContain('1 file (');
    const response = await admin.post(`/submissions/${id}/deletion`, { form: { reason }, headers: html });
    expect(response.status).toBe(303);
    expect(await (await admin.getPage(response.headers.get('location') ?? '')).text()).toContain('was deleted');
    const again = await admin.getPage(`/submissions/${id}/deletion`);
    expect([again.status, await again.text()]).toEqual([410, expect.stringContaining(reason)]);
  });

  it('POST /submissions/{id}/deletion, the picture of a user, takes it from their pages', async () => {
    await submitAvatar(client);
    const latest = await submitAvatar(client);
    expect((await client.get('/avatar.png')).status).toBe(302);
    await remove(latest.id);
    expect((await client.get('/avatar.png')).status).toBe(404);
    expect(await (await client.getPage('/users/me')).text()).not.toContain(fileIdOf(latest));
    await runAll(site);
    expect(await traces(latest)).toEqual([]);
  });

  it('POST /submissions/{id}/deletion, an older picture, leaves the latest one', async () => {
    const older = await submitAvatar(client);
    const latest = await submitAvatar(client);
    await remove(older.id);
    expect(await (await client.getPage('/users/me')).text()).toContain(fileIdOf(latest));
    expect((await client.get('/avatar.png')).status).toBe(302);
  });

  it('POST /submissions/{id}/deletion, a form sent again with its key, finds its files gone', async () => {
    const parts = { files: [await upload(client, helloText)], idempotencyKey: 'key-of-a-page' };
    const { id } = await (await postDocuments(client, parts)).json();
    await remove(id);
    expect((await postDocuments(client, parts)).status).toBe(422);
  });

  it('POST /submissions/{id}/deletion, a busy form and a form that is declared no more, leave nothing (attack 163)', async () => {
    for (const title of ['one', 'two', 'three'])
      expect((await client.post('/forms/reviewed', { json: { title } })).status).toBe(201);
    await runAll(site);
    const { items } = await (await admin.get('/submissions?form=reviewed')).json();
    const [first, second] = items;
    await remove(first.id);
    const undeclared = { ...site.dependencies, forms: createForms([...declaredForms.values()]) };
    const { deleteSubmission } = await import('../../src/review/deletion.ts');
    await deleteSubmission(undeclared, second.id, { actor: { id: 'x', username: 'Ada' }, reason });
    await runAll(site);
    expect([await traces(first), await traces(second)]).toEqual([[], []]);
  });

  it('GET /submissions/{id}, deleted, tells reviewers of its form when and why, and no other user (attack 162)', async () => {
    const reviewer = (await site.signUp({ username: 'reviewer' })).client;
    const { id } = await (await client.post('/forms/reviewed', { json: { title: 'a' } })).json();
    await remove(id);
    const page = await reviewer.getPage(`/submissions/${id}`);
    expect([page.status, await page.text()]).toEqual([410, expect.stringContaining(reason)]);
    const missing = await (await client.get('/submissions/no-such-submission-at-all')).json();
    const deleted = await (await client.get(`/submissions/${id}`)).json();
    expect({ ...deleted, requestId: '' }).toEqual({ ...missing, requestId: '' });
  });
});
