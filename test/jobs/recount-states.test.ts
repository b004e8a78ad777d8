import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createForms } from '../../src/forms/registry.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { newJob } from '../../src/outbox/outbox.ts';
import { dayAttribute } from '../../src/records/day-counts.ts';
import type { ReviewRecord } from '../../src/records/review-record.ts';
import { decide } from '../../src/review/decide.ts';
import { deleteSubmission } from '../../src/review/deletion.ts';
import { daySeconds } from '../../src/values/duration.ts';
import { claims } from '../review/claims-form.ts';
import type { Client } from '../support/client.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { countersOf, tamper } from './counters.ts';
import { allItems, runAll } from './job-stage.ts';

const ann = { id: 'id-of-ann', username: 'ann' };
let site: TestApp;
let client: Client;
let ids: string[];

beforeAll(async () => {
  site = await startTestApp({ replace: () => ({ forms: createForms([claims]) }) });
  ({ client } = await site.signUp());
  ids = [];
  for (let sent = 0; sent < 6; sent += 1) await sendOne();
  await runAll(site);
});
afterAll(() => site.close());

async function sendOne(): Promise<void> {
  const response = await client.post('/forms/claims', { json: { title: 'Train', kind: 'travel' } });
  ids.push(((await response.json()) as { id: string }).id);
}

async function moveOne(which: number, state: string): Promise<void> {
  const ports = site.dependencies;
  const id = ids[which % ids.length] ?? expect.unreachable();
  const [submission, before] = await Promise.all([ports.records.submissions.find(id), ports.records.reviews.find(id)]);
  if (submission && before) await decide(ports, { form: claims, submission, before }, ann, { kind: 'state', state });
}

/** The numbers of the states as the reviews say. */
async function states(): Promise<Record<string, number>> {
  const reviews = (await allItems(site)).filter(({ sk }) => sk === 'REVIEW') as unknown as ReviewRecord[];
  return Object.fromEntries(
    Map.groupBy(reviews, ({ state }) => state)
      .entries()
      .map(([state, of]) => [state, of.length]),
  );
}

/** Runs the job with pages of two items, and something that happens before each of them. */
async function recount(happens: () => Promise<void> = async () => undefined, isNearEnd = () => false): Promise<void> {
  const { records, clock } = site.dependencies;
  const countItems: typeof records.counts.countItems = async ({ form, state }, after) => {
    await happens();
    const pk = `INDEX#${form}#state#${state}`;
    const { Count = 0, LastEvaluatedKey } = await site.table.documents.send(
      new QueryCommand({
        ...{ TableName: site.table.name, KeyConditionExpression: 'pk = :pk', Limit: 2, Select: 'COUNT' },
        ...{ ExpressionAttributeValues: { ':pk': pk }, ConsistentRead: true },
        ...(after !== null && { ExclusiveStartKey: { pk, sk: after } }),
      }),
    );
    return { count: Count, next: LastEvaluatedKey?.sk ?? null };
  };
  const ports = { ...site.dependencies, records: { ...records, counts: { ...records.counts, countItems } } };
  const job = newJob('recount', { form: 'claims' }, { now: clock() });
  await records.jobs.add([job]);
  // A run that is near its end goes on from the place that it kept.
  for (let run = 0; run < 200 && (await runJob(ports, job, isNearEnd)) === 'settled'; run += 1)
    if (!(await allItems(site)).some(({ pk, kind }) => String(pk).startsWith('JOBS#') && kind === 'recount')) return;
  throw new Error('The job does not end.');
}

it('recount, counters that say anything while reviewers go on, is right wherever it corrects, and right at rest', async () => {
  const declared = ['new', 'in-review', 'accepted'];
  const change = fc.oneof(
    fc.record({ does: fc.constant('move' as const), which: fc.nat(20), state: fc.constantFrom(...declared) }),
    fc.record({ does: fc.constant('delete' as const), which: fc.nat(20) }),
    fc.record({ does: fc.constant('nothing' as const) }),
    fc.record({ does: fc.constant('nothing' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...declared, 'former'), fc.integer({ min: -9, max: 9 })), { maxLength: 3 }),
      fc.array(change, { maxLength: 12 }),
      async (faults, changes) => {
        const off: Record<string, number> = {};
        for (const [state, by] of faults) {
          off[state] = (off[state] ?? 0) + by;
          await tamper(site, 'claims', state, by);
        }
        await recount(async () => {
          const next = changes.shift();
          if (next?.does === 'move') await moveOne(next.which, next.state);
          if (next?.does !== 'delete') return;
          const [id = ''] = ids.splice(next.which % ids.length, 1);
          await deleteSubmission(site.dependencies, id, { actor: ann, reason: 'Asked for.' });
          await sendOne();
        });
        await runAll(site);
        const [counted, real] = [await countersOf(site, 'claims'), await states()];
        for (const state of [...declared, 'former'])
          expect([0, off[state] ?? 0]).toContain((counted[state] ?? 0) - (real[state] ?? 0));
        await recount();
        expect(await countersOf(site, 'claims')).toEqual(await states());
      },
    ),
    { numRuns: 10 },
  );
}, 120_000);

it('recount, interrupted at every page, goes on from there', async () => {
  await tamper(site, 'claims', 'new', 5);
  let asked = 0;
  await recount(undefined, () => {
    asked += 1;
    return asked % 2 === 0;
  });
  expect(await countersOf(site, 'claims')).toEqual(await states());
});

it('recount, numbers by day, forgets those of a month ago', async () => {
  const { counts } = site.dependencies.records;
  const today = site.dependencies.clock().toISOString();
  await counts.count('claims', 'started', today);
  await recount();
  const started = async () => (await counts.list('claims')).filter(({ sk }) => sk.startsWith('STARTED#'));
  expect(await started()).toMatchObject([{ [dayAttribute('seen', today)]: 1 }]);
  site.advanceSeconds(32 * daySeconds);
  await recount();
  expect(Object.keys((await started())[0] ?? {}).toSorted()).toEqual(['pk', 'sk']);
});
