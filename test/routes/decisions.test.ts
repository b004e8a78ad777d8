import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { admins, anyoneSignedIn, defineForm } from '../../src/forms/define-form.ts';
import { documents } from '../../src/forms/definitions/documents.ts';
import { text } from '../../src/forms/field.ts';
import { createForms } from '../../src/forms/registry.ts';
import { newId } from '../../src/values/id.ts';
import { sendClaims, showBulk, standing } from '../jobs/bulk-stage.ts';
import { runAll } from '../jobs/job-stage.ts';
import { claims } from '../review/claims-form.ts';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const path = '/forms/claims/submissions/decisions';
const page = { accept: 'text/html' };
const accept = { kind: 'state', state: 'accepted' };

/** A form that one more person may read. */
const other = defineForm({
  ...{ slug: 'other', title: 'Other', description: 'Another form.', fields: { title: text({ label: 'Title' }) } },
  ...{ submit: anyoneSignedIn, review: () => true, decide: admins },
});

let site: TestApp;
let client: Client;
let sent: { id: string; version: number }[];

beforeAll(async () => {
  site = await startTestApp({ replace: () => ({ forms: createForms([claims, documents, other]) }) });
  ({ client } = await site.signUp({ role: 'admin' }));
  sent = await sendClaims(site, client, ['a1', 'b2', 'c3']);
});
afterAll(() => site.close());

const post = (json: unknown) => client.post(path, { json });
const postPage = (form: Record<string, string | string[]>) => client.post(path, { form, headers: page });
const chosen = () => sent.map(({ id, version }) => `${id}:${version}`);
const versions = async () => {
  const reviews = await site.dependencies.records.reviews.findAll(sent.map(({ id }) => id));
  sent = sent.map(({ id }, at) => ({ id, version: reviews[at]?.version ?? 0 }));
};

describe('POST /forms/{form}/submissions/decisions', () => {
  it('POST, a posted selection, redirects to the progress, which asks again until the job has ended', async () => {
    await versions();
    const response = await postPage({ submission: chosen(), kind: 'label-added', label: '<b>&', note: 'Why.' });
    expect(response.status).toBe(303);
    const location = response.headers.get('Location') ?? '';
    const running = await client.getPage(location);
    expect(running.headers.get('Refresh')).toBe('2');
    const before = await running.text();
    expect(before).toContain('Add the label “&lt;b&gt;&amp;”');
    expect(before).toContain('0 of 3');
    await runAll(site);
    const ended = await client.getPage(location);
    expect(ended.headers.get('Refresh')).toBeNull();
    expect(await ended.text()).toContain(`action="${location}/undo"`);
    const { events } = await site.dependencies.records.reviews.listHistory(sent[0]?.id ?? '', 10);
    expect(events.at(-1)).toMatchObject({
      kind: 'label-added',
      to: '<b>&',
      note: 'Why.',
      job: location.split('/').at(-1),
    });
  });

  it('POST, a posted filter, asks with the number before the first change', async () => {
    const response = await postPage({ all: '1', filter: 'state=new', ...accept, submission: chosen() });
    const location = response.headers.get('Location') ?? '';
    expect((await client.getPage(location)).headers.get('Refresh')).toBe('2');
    await runAll(site);
    const asking = await client.getPage(location);
    expect(asking.headers.get('Refresh')).toBeNull();
    const html = await asking.text();
    expect(html).toContain('3 submissions: Set the state “Accepted”?');
    expect(html).toContain(`/forms/claims/submissions?state=new`);
    const cancelled = await client.post(`${location}/stop`, { headers: page });
    expect([cancelled.status, cancelled.headers.get('Location')]).toEqual([303, location]);
    expect(await (await client.getPage(location)).text()).toContain('Cancelled. Nothing was changed.');
    expect((await standing(site, sent)).states).toEqual(['new', 'new', 'new']);
  });

  it('POST /start, what another reviewer has prepared, is the decision of the one who starts it (attack 167)', async () => {
    const prepared = await post({ filter: '', decision: { kind: 'label-added', label: 'second look' } });
    const { id } = await prepared.json();
    await runAll(site);
    const bob = await site.signUp({ role: 'admin', username: 'Bob' });
    const started = await bob.client.post(`${path}/${id}/start`);
    expect([started.status, (await started.json()).by.username]).toEqual([202, 'Bob']);
    await runAll(site);
    expect(await showBulk(client, id)).toMatchObject({ phase: 'done', by: { username: 'Bob' } });
    const { events } = await site.dependencies.records.reviews.listHistory(sent[0]?.id ?? '', 10);
    expect(events.at(-1)).toMatchObject({ to: 'second look', actor: { username: 'Bob' } });
  });

  it('POST /stop, an undo before its first change, leaves what can be undone (attack 168)', async () => {
    const prepared = await post({ filter: '', expected: 3, decision: { kind: 'label-added', label: 'slip' } });
    const { id } = await prepared.json();
    await runAll(site);
    const undo = async () => (await client.post(`${path}/${id}/undo`)).json();
    const first = await undo();
    expect((await client.post(`${path}/${first.id}/stop`)).status).toBe(202);
    expect(await showBulk(client, id)).toMatchObject({ done: 3, undoneBy: null });
    const second = await undo();
    await runAll(site);
    expect(await showBulk(client, second.id)).toMatchObject({ phase: 'done', done: 3 });
    expect(await showBulk(client, id)).toMatchObject({ undoneBy: second.id });
  });

  it('POST, a stale version, refuses with what each is now and does nothing', async () => {
    await versions();
    const stale = sent.map(({ id, version }, at) => ({ id, version: at === 0 ? version - 1 : version }));
    const response = await post({ submissions: stale, decision: accept });
    expect(response.status).toBe(409);
    const { detail, errors } = await response.json();
    expect(detail).toContain('1 submission changed since you chose.');
    const { id = '', version = 0 } = sent[0] ?? {};
    const message = `No. 1 is now “New” (version ${version}; you saw version ${version - 1}).`;
    expect(errors).toEqual([{ field: id, message }]);
    const shown = await postPage({ submission: stale.map((one) => `${one.id}:${one.version}`), ...accept });
    expect(shown.status).toBe(409);
    const html = await shown.text();
    expect(html).toContain(message);
    expect(html).toContain(`href="/submissions/${id}"`);
    expect((await standing(site, sent)).states).toEqual(['new', 'new', 'new']);
  });

  it("POST, another form's submission and one that does not exist, refuses both and does nothing", async () => {
    const foreign = await client.post('/forms/other', { json: { title: 'Not a claim' } });
    const { id } = await foreign.json();
    const submissions = [...sent.slice(1, 2), { id, version: 1 }, { id: newId(), version: 1 }];
    const response = await post({ submissions, decision: accept });
    expect(response.status).toBe(409);
    const { errors } = await response.json();
    expect(errors.map(({ field }: { field: string }) => field)).toEqual([id, submissions[2]?.id]);
    expect((await standing(site, sent)).states).toEqual(['new', 'new', 'new']);
  });

  it('POST, a return without its message, shows it again with all that was chosen', async () => {
    await versions();
    const response = await postPage({ submission: chosen(), kind: 'state', state: 'returned', note: 'For us.' });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('Write to the submitter what they should change.');
    for (const value of chosen()) expect(html).toContain(`name="submission" value="${value}"`);
    expect(html).toContain('<textarea id="message" name="message"');
    expect(html).toContain('For us.</textarea>');
  });

  it('POST, nothing chosen, says what to do', async () => {
    const response = await postPage({ filter: 'state=new', ...accept });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('Choose submissions, or all that match a filter.');
    expect(html).toContain('href="/forms/claims/submissions?state=new"');
  });

  it.each([
    ['no decision', { filter: '' }],
    ['both a selection and a filter', { filter: '', submissions: [], decision: accept }],
    ['a state of no form', { filter: '', decision: { kind: 'state', state: 'lost' } }],
    ['a filter that the table does not know', { filter: 'stat=new', decision: accept }],
    ['a filter with a state of no form', { filter: 'state=lost', decision: accept }],
    ['an assignee who is no reviewer', { filter: '', decision: { kind: 'assignee', assignee: 'Ada Unknown' } }],
    ['a version that is no number', { submissions: [{ id: newId(), version: 'x' }], decision: accept }],
    [
      'a label to remove that is none and fits into no item (attack 165)',
      { filter: '', decision: { kind: 'label-removed', label: 'x'.repeat(450_000) } },
    ],
    ['an id that is none', { submissions: [{ id: '../x', version: 1 }], decision: accept }],
    [
      '501 submissions',
      { submissions: Array.from({ length: 501 }, () => ({ id: newId(), version: 1 })), decision: accept },
    ],
  ])('POST, %s, is refused as invalid', async (_what, json) => {
    expect((await post(json)).status).toBe(422);
  });

  it('POST, a third one under way, is refused until one has ended', async () => {
    const json = { filter: '', expected: 0, decision: accept };
    const statuses = await Promise.all([post(json), post(json), post(json)]);
    expect(statuses.map(({ status }) => status).toSorted()).toEqual([202, 202, 429]);
    const own = await site.signUp({ role: 'admin' });
    expect((await own.client.post(path, { json })).status).toBe(202);
    await runAll(site);
    expect((await post(json)).status).toBe(202);
    await runAll(site);
  });

  it('POST, a reviewer who may not decide, is refused and sees no button', async () => {
    const json = { filter: '', decision: accept };
    const begun = await client.post('/forms/other/submissions/decisions', { json });
    const { id } = await begun.json();
    await runAll(site);
    const reader = (await site.signUp()).client;
    const refused = await reader.post('/forms/other/submissions/decisions', { json });
    expect([refused.status, (await refused.json()).detail]).toEqual([
      403,
      'You may read these submissions. Ask an admin if you should decide about them.',
    ]);
    const html = await (await reader.getPage(`/forms/other/submissions/decisions/${id}`)).text();
    expect(html).toContain('Set the state “Accepted”');
    expect(html).not.toContain(`${id}/start`);
    expect((await client.get(`${path}/${id}`)).status).toBe(404);
  });

  it('GET of the list, after a sign-in that a post led to, shows the decisions of the form, the newest first', async () => {
    const { items, nextCursor } = await (await client.get(`${path}?limit=2`)).json();
    expect(items).toHaveLength(2);
    expect(items[0].startedAt >= items[1].startedAt).toBe(true);
    const second = await (await client.get(`${path}?limit=2&cursor=${nextCursor}`)).json();
    expect(items.map(({ id }: { id: string }) => id)).not.toContain(second.items[0].id);
    const html = await (await client.getPage(path)).text();
    expect(html).toContain(`href="${path}/${items[0].id}"`);
    expect(await showBulk(client, items[0].id)).toMatchObject({ form: 'claims', id: items[0].id });
  });
});
