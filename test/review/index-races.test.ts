import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { admins, anyoneSignedIn, defineForm, type Form } from '../../src/forms/define-form.ts';
import { number, select, text } from '../../src/forms/field.ts';
import { createForms } from '../../src/forms/registry.ts';
import { reindexForm } from '../../src/jobs/reindex.ts';
import { toEntryItem } from '../../src/records/index-items.ts';
import type { SubmissionRecord } from '../../src/records/submission-records.ts';
import { lastingEntries, reviewEntries } from '../../src/review/index-entries.ts';
import { lineOf } from '../../src/review/line.ts';
import { beginReview } from '../../src/review/review.ts';
import { allItems, runAll } from '../jobs/job-stage.ts';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';

const named = <Value>(first: string, count: number, value: Value): Record<string, Value> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`${first}${n}`, value]));
const choice = select({ label: 'Kind', options: [{ value: 'travel', label: 'Travel' }] });

/** Declares a form of which reviewers use as many fields as they can, all by their first or all by their second half. */
function declare(half: 0 | 1) {
  const part = (first: string, count: number) => Array.from({ length: count }, (_, n) => `${first}${half * count + n}`);
  return defineForm({
    slug: 'claims',
    title: 'Claims',
    description: 'Money back.',
    fields: {
      title0: text({ label: 'Title' }),
      title1: text({ label: 'Another title' }),
      ...named('kind', 12, choice),
      ...named('amount', 8, number({ label: 'Amount' })),
    },
    busy: true,
    submit: anyoneSignedIn,
    review: admins,
    columns: [`title${half}`],
    filters: part('kind', 6),
    sorts: part('amount', 4),
    searched: [`title${half}`],
  });
}
const [earlier, later] = [declare(0), declare(1)];

let site: TestApp;
let admin: Client;
/** Runs once, right before a transaction. */
let meanwhile: (() => Promise<void>) | undefined;

beforeEach(async () => {
  meanwhile = undefined;
  site = await startTestApp({ replace: () => ({ forms: createForms([earlier]) }) });
  site.table.documents.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (call) => {
        const run = commandName.startsWith('TransactWrite') ? meanwhile : undefined;
        if (run) meanwhile = undefined;
        await run?.();
        return next(call);
      },
    { step: 'initialize', name: 'comeBetween' },
  );
  admin = (await site.signUp({ role: 'admin', username: 'Ada' })).client;
});
afterEach(() => site.close());

const words = (first: string) => Array.from({ length: 30 }, (_, n) => `${first}${n}`).join(' ');

async function send(): Promise<string> {
  const response = await admin.post('/forms/claims', {
    json: { title0: words('a'), title1: words('b'), ...named('kind', 12, 'travel'), ...named('amount', 8, 7) },
  });
  expect(response.status).toBe(201);
  const { id } = await response.json();
  await runAll(site);
  return id;
}

/** Sends a submission whose job has not run. */
async function sendUnindexed(): Promise<SubmissionRecord> {
  const response = await admin.post('/forms/claims', {
    json: { title0: 'Zug', title1: 'Bahn', ...named('kind', 12, 'travel'), ...named('amount', 8, 7) },
  });
  const submission = await site.dependencies.records.submissions.find((await response.json()).id);
  if (!submission) throw new Error('The submission is missing.');
  return submission;
}

async function expectEntries(form: Form, submission: SubmissionRecord): Promise<void> {
  const review = await site.dependencies.records.reviews.find(submission.id);
  if (!review) throw new Error('The review is missing.');
  expect(review.version).toBe(1);
  const entries = [...lastingEntries(form, submission), ...reviewEntries(form, submission, review)];
  const lists = entries.map((entry) => toEntryItem(form, submission, entry).pk);
  expect((await listsOf(submission.id)).toSorted()).toEqual(lists.toSorted());
}

const decide = (id: string, json: Record<string, unknown>) => admin.post(`/submissions/${id}/events`, { json });

async function reindex(form = later): Promise<void> {
  const ports = { ...site.dependencies, forms: createForms([form]) };
  await reindexForm({
    ...{ ports, args: { form: 'claims' }, place: undefined },
    ...{ isNearEnd: () => false, keepPlace: async () => undefined },
    ...{ isLastAttempt: () => false, countBytes: () => undefined },
  });
}

async function listsOf(id: string): Promise<string[]> {
  const items = await allItems(site);
  return items
    .filter(({ pk, sk }) => String(pk).startsWith('INDEX#') && String(sk).endsWith(id))
    .map(({ pk }) => String(pk));
}

describe('a form that is indexed anew', () => {
  it('POST /submissions/{id}/events, indexed anew meanwhile, decides and keeps the new line (attack 164)', async () => {
    const id = await send();
    meanwhile = reindex;
    const response = await decide(id, { version: 1, kind: 'label-added', label: 'urgent' });
    expect(response.status).toBe(201);
    const { records } = site.dependencies;
    const [review, submission] = await Promise.all([records.reviews.find(id), records.submissions.find(id)]);
    if (!submission) throw new Error('The submission is missing.');
    expect(review).toMatchObject({ version: 2, labels: ['urgent'], line: lineOf(later, submission) });
    expect(review?.line.values).not.toHaveProperty('title0');
  });

  it('POST /submissions/{id}/deletion, indexed anew meanwhile, leaves no entry in the index (attack 164)', async () => {
    const id = await send();
    meanwhile = reindex;
    const response = await admin.post(`/submissions/${id}/deletion`, { json: { reason: 'They asked for it.' } });
    expect(response.status).toBe(204);
    await runAll(site);
    expect(await listsOf(id)).toEqual([]);
    expect((await allItems(site)).filter(({ pk }) => pk === `SUBMISSION#${id}`).map(({ sk }) => sk)).toEqual([
      'DELETED',
    ]);
  });

  it('a worker that died under another declaration, before the review began, leaves no entry of that', async () => {
    const submission = await sendUnindexed();
    const { records } = site.dependencies;
    // The worker got no further than this.
    await records.reviews.addEntries(earlier, submission, lastingEntries(earlier, submission));
    await beginReview(site.dependencies, later, submission);
    await reindex();
    await expectEntries(later, submission);
  });

  it('two workers, by two declarations at the same moment, begin one review and leave no entry of the other', async () => {
    const submission = await sendUnindexed();
    meanwhile = async () => void (await beginReview(site.dependencies, earlier, submission));
    await beginReview(site.dependencies, later, submission);
    await reindex();
    await expectEntries(later, submission);
  });

  it('a submission with every word and label that it can have, fits into transactions of DynamoDB (attack 165)', async () => {
    const id = await send();
    for (let n = 0; n < 20; n += 1) await decide(id, { version: n + 1, kind: 'label-added', label: `label ${n}` });
    await decide(id, { version: 21, kind: 'assignee', assignee: 'me' });
    await reindex();
    const lists = await listsOf(id);
    const under = (list: string) => lists.filter((pk) => pk.startsWith(`INDEX#claims#${list}#`));
    expect(under('label')).toHaveLength(20);
    expect(under('word').every((pk) => pk.includes('#b'))).toBe(true);
    expect(under('word')).toHaveLength(30);
    expect(under('field').map((pk) => pk.split('#')[3])).toEqual(later.review.filters.toSorted());
    expect(under('by')).toHaveLength(4);
    await admin.post(`/submissions/${id}/deletion`, { json: { reason: 'They asked for it.' } });
    await runAll(site);
    expect(await listsOf(id)).toEqual([]);
  });
});
