import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import { documents } from '../../src/forms/definitions/documents.ts';
import { createForms } from '../../src/forms/registry.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { findBreak } from '../../src/review/history.ts';
import { declareClaims } from '../review/claims-form.ts';
import type { Client } from '../support/client.ts';
import { failNext } from '../support/faults.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { decideAndRun, sendClaims, showBulk, standing } from './bulk-stage.ts';
import { allItems, listFreeJobs, runAll, runUntilDeath } from './job-stage.ts';

const path = '/forms/claims/submissions/decisions';
const accept = { kind: 'state', state: 'accepted' };

let site: TestApp;
let client: Client;
let user: User;
/** Users whose right to decide was taken. */
let barred: Set<string>;

async function begin(): Promise<void> {
  barred = new Set();
  const claims = { ...declareClaims(), mayDecide: (one: User) => one.role === 'admin' && !barred.has(one.id) };
  site = await startTestApp({ replace: () => ({ forms: createForms([claims, documents]) }) });
  ({ client, user } = await site.signUp({ role: 'admin' }));
}

beforeEach(begin);
afterEach(() => site.close());

async function post(json: Record<string, unknown>) {
  const response = await client.post(path, { json });
  return { status: response.status, ...(await response.json()) };
}

async function act(id: string, step: 'start' | 'stop' | 'undo') {
  const response = await client.post(`${path}/${id}/${step}`);
  return { status: response.status, ...(await response.json()) };
}

describe('job bulk', () => {
  it('all that match a filter of words, their number expected, are changed by one event each', async () => {
    const sent = await sendClaims(site, client, ['Train one', 'Train two', 'Bus']);
    const bulk = await decideAndRun(site, client, { filter: 'q=train&state=new', expected: 2, decision: accept });
    expect(bulk).toMatchObject({ phase: 'done', total: 2, done: 2, unchanged: 0, failed: 0, failures: [] });
    expect(await standing(site, sent)).toEqual({
      states: ['accepted', 'accepted', 'new'],
      events: [['received', 'state'], ['received', 'state'], ['received']],
    });
  });

  it('another number than expected, is refused with both before the first change', async () => {
    const sent = await sendClaims(site, client, ['a1', 'b2', 'c3']);
    const bulk = await decideAndRun(site, client, { filter: 'state=new', expected: 2, decision: accept });
    expect(bulk).toMatchObject({ phase: 'refused', total: 3, done: 0 });
    expect(bulk.reason).toContain('You saw 2 submissions, and now 3 match.');
    expect((await standing(site, sent)).states).toEqual(['new', 'new', 'new']);
  });

  it('a filter without a number, waits for its confirmation and changes what was there when it was counted', async () => {
    const sent = await sendClaims(site, client, ['a1', 'b2']);
    const bulk = await decideAndRun(site, client, { filter: '', decision: accept });
    expect(bulk).toMatchObject({ phase: 'waiting', total: 2, done: 0 });
    const later = await sendClaims(site, client, ['c3']);
    expect(await act(bulk.id, 'start')).toMatchObject({ status: 202 });
    await runAll(site);
    expect(await showBulk(client, bulk.id)).toMatchObject({ phase: 'done', total: 2, done: 2 });
    expect((await standing(site, [...sent, ...later])).states).toEqual(['accepted', 'accepted', 'new']);
    expect(await act(bulk.id, 'start')).toMatchObject({ status: 409 });
  });

  it('submissions that changed or closed after the list was made, are listed as failed and the rest is done', async () => {
    const sent = await sendClaims(site, client, ['a1', 'b2', 'c3', 'd4']);
    const bulk = await post({ submissions: sent, decision: accept });
    const { id = '' } = sent[1] ?? {};
    await client.post(`/submissions/${id}/events`, { json: { version: 1, kind: 'note', note: 'Wait.' } });
    await runAll(site);
    const ended = await showBulk(client, bulk.id);
    expect(ended).toMatchObject({ phase: 'done', done: 3, failed: 1, failures: [{ id, number: 2 }] });
    expect((await standing(site, sent)).states).toEqual(['accepted', 'new', 'accepted', 'accepted']);
  });

  it('a list of several pages, is carried out and undone whole, and lists what failed in parts', async () => {
    const titles = Array.from({ length: 103 }, (_, at) => `claim ${at}`);
    const sent = await sendClaims(site, client, titles);
    const bulk = await post({ filter: 'q=claim', expected: 103, decision: accept });
    await runAll(site);
    expect(await showBulk(client, bulk.id)).toMatchObject({ phase: 'done', total: 103, done: 103, nextFailures: null });
    const { id } = await act(bulk.id, 'undo');
    const noted = sent.slice(0, 2).concat(sent.slice(-2));
    for (const one of noted)
      await client.post(`/submissions/${one.id}/events`, { json: { version: 2, kind: 'note', note: 'Keep.' } });
    await runAll(site);
    const undone = await showBulk(client, id);
    expect(undone).toMatchObject({ phase: 'done', total: 103, done: 99, failed: 4 });
    expect(undone.failures.map(({ id: each }: { id: string }) => each).toSorted()).toEqual(
      noted.map((one) => one.id).toSorted(),
    );
    const behind = await client.get(`${path}/${id}?after=1`);
    expect((await behind.json()).failures).toHaveLength(2);
    const { states } = await standing(site, sent);
    expect(states.filter((state) => state === 'new')).toHaveLength(99);
  });

  it('what is so already, gets no event', async () => {
    const sent = await sendClaims(site, client, ['a1', 'b2']);
    await decideAndRun(site, client, { submissions: sent.slice(0, 1), decision: accept });
    const again = [{ id: sent[0]?.id, version: 2 }, sent[1]];
    const bulk = await decideAndRun(site, client, { submissions: again, decision: accept });
    expect(bulk).toMatchObject({ phase: 'done', done: 1, unchanged: 1 });
    expect((await standing(site, sent)).events).toEqual([
      ['received', 'state'],
      ['received', 'state'],
    ]);
  });

  it('a person whose right was taken meanwhile, changes nothing more', async () => {
    const sent = await sendClaims(site, client, ['a1']);
    const bulk = await post({ submissions: sent, decision: accept });
    barred.add(user.id);
    await runAll(site);
    const ended = await showBulk(client, bulk.id);
    expect(ended).toMatchObject({ phase: 'stopped', done: 0 });
    expect(ended.reason).toContain('may no longer decide');
    expect((await standing(site, sent)).states).toEqual(['new']);
  });

  it('undo, where one changed since and one was so before, takes back the rest and happens once', async () => {
    const sent = await sendClaims(site, client, ['a1', 'b2', 'c3']);
    const first = await decideAndRun(site, client, {
      submissions: sent,
      decision: { kind: 'label-added', label: 'x' },
    });
    const { id = '' } = sent[0] ?? {};
    await client.post(`/submissions/${id}/events`, { json: { version: 2, kind: 'note', note: 'Keep.' } });
    const undoing = await act(first.id, 'undo');
    expect(undoing).toMatchObject({ status: 202, undoes: first.id });
    await runAll(site);
    expect(await showBulk(client, undoing.id)).toMatchObject({ phase: 'done', total: 3, done: 2, failed: 1 });
    const reviews = await site.dependencies.records.reviews.findAll(sent.map((one) => one.id));
    expect(reviews.map((review) => review?.labels)).toEqual([['x'], [], []]);
    expect(await act(first.id, 'undo')).toMatchObject({ status: 409 });
    expect(await act(undoing.id, 'undo')).toMatchObject({ status: 409 });
    for (const { id: each } of sent) {
      const { events } = await site.dependencies.records.reviews.listHistory(each, 100);
      expect(findBreak(events)).toBeUndefined();
    }
  });

  it.each([
    [accept, { state: 'new' }],
    [{ kind: 'assignee', assignee: 'me' }, { assignee: null }],
    [{ kind: 'label-removed', label: 'old' }, { labels: ['old'] }],
  ])('undo of %o, brings back the value of before', async (decision, before) => {
    const sent = await sendClaims(site, client, ['a1']);
    const labelled = { kind: 'label-added', label: 'old' };
    await decideAndRun(site, client, { submissions: sent, decision: labelled });
    const { id } = await decideAndRun(site, client, { submissions: [{ ...sent[0], version: 2 }], decision });
    await act(id, 'undo');
    await runAll(site);
    expect(await site.dependencies.records.reviews.find(sent[0]?.id ?? '')).toMatchObject({ version: 4, ...before });
  });

  it('stop and undo of one that its worker was within, takes back what it had changed', async () => {
    const sent = await sendClaims(site, client, ['a1', 'b2', 'c3']);
    const bulk = await post({ submissions: sent, decision: accept });
    const [job] = await listFreeJobs(site.dependencies);
    if (!job) throw new Error('The decision has made no job.');
    // Its calls: take, two reads, a page, two batches, and the first change.
    await runUntilDeath(site, job, { atCall: 8, isTakingEffect: true });
    expect((await standing(site, sent)).states).toContain('accepted');
    expect(await act(bulk.id, 'stop')).toMatchObject({ status: 202, phase: 'stopped' });
    expect(await act(bulk.id, 'undo')).toMatchObject({ status: 409 });
    await runAll(site);
    expect(await act(bulk.id, 'undo')).toMatchObject({ status: 202 });
    await runAll(site);
    expect((await standing(site, sent)).states).toEqual(['new', 'new', 'new']);
  });

  it('two workers at once, make one event for each submission', async () => {
    const sent = await sendClaims(site, client, ['a1', 'b2', 'c3']);
    const { id } = await post({ filter: 'state=new', expected: 3, decision: accept });
    const [job] = await listFreeJobs(site.dependencies);
    if (!job) throw new Error('The decision has made no job.');
    const { records } = site.dependencies;
    const changed = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const change: typeof records.reviews.change = async (...parts) => {
      const isDone = await records.reviews.change(...parts);
      changed.resolve();
      await goOn.promise;
      return isDone;
    };
    const slow = { ...site.dependencies, records: { ...records, reviews: { ...records.reviews, change } } };
    const first = runJob(slow, job, () => false);
    await changed.promise;
    // Its lease ends while its first change is on the way back to it.
    site.advanceSeconds(61);
    await runJob(site.dependencies, job, () => false);
    goOn.resolve();
    await first;
    await runAll(site);
    expect(await showBulk(client, id)).toMatchObject({ phase: 'done', done: 3, unchanged: 0, failed: 0 });
    expect((await standing(site, sent)).events).toEqual(sent.map(() => ['received', 'state']));
  });

  it('a worker that must stop soon, leaves the rest to the next one', async () => {
    const sent = await sendClaims(site, client, ['a1', 'b2']);
    const { id } = await post({ filter: 'state=new', expected: 2, decision: accept });
    for (let run = 0; run < 4; run += 1) {
      const [job] = await listFreeJobs(site.dependencies);
      let looks = 0;
      if (job) await runJob(site.dependencies, job, () => looks++ > 0);
    }
    await runAll(site);
    expect(await showBulk(client, id)).toMatchObject({ phase: 'done', done: 2 });
    expect((await standing(site, sent)).states).toEqual(['accepted', 'accepted']);
  });

  it('a form that is gone, stops it with the reason', async () => {
    const sent = await sendClaims(site, client, ['a1']);
    const { id } = await post({ submissions: sent, decision: accept });
    const stage = { ...site, dependencies: { ...site.dependencies, forms: createForms([documents]) } };
    await runAll(stage);
    expect(await showBulk(client, id)).toMatchObject({ phase: 'stopped', done: 0 });
  });

  it('a job that fails for good, stops it with a sentence and leaves its place to the next', async () => {
    const sent = await sendClaims(site, client, ['a1']);
    failNext(site.dependencies.records.submissions, 'findAll', { error: new Error('A defect.'), times: 5 });
    const bulk = await decideAndRun(site, client, { filter: 'state=new', expected: 1, decision: accept });
    expect(bulk).toMatchObject({ phase: 'stopped', done: 0 });
    expect(bulk.reason).toContain('Something went wrong on our side');
    expect(
      (await allItems(site)).filter(({ pk, sk }) => /^USER#/.test(`${pk}`) && /^DECISIONS#\d$/.test(`${sk}`)),
    ).toEqual([]);
    expect((await standing(site, sent)).states).toEqual(['new']);
  });

  it('one that has ended, leaves its place to the next', async () => {
    const sent = await sendClaims(site, client, ['a1']);
    for (let round = 0; round < 3; round += 1)
      await decideAndRun(site, client, {
        submissions: [{ ...sent[0], version: round + 1 }],
        decision: { kind: 'note', note: 'x' },
      });
    const places = (await allItems(site)).filter(({ sk }) => /^DECISIONS#\d$/.test(String(sk)));
    expect(places).toEqual([]);
  });
});
