import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createForms } from '../../src/forms/registry.ts';
import type { JobPorts } from '../../src/jobs/job-run.ts';
import { newJob } from '../../src/outbox/outbox.ts';
import { Problem } from '../../src/problems/problem.ts';
import { toEntryItem } from '../../src/records/index-items.ts';
import type { ReviewEvent, ReviewRecord } from '../../src/records/review-record.ts';
import type { SubmissionRecord } from '../../src/records/submission-records.ts';
import { type Decision, decide } from '../../src/review/decide.ts';
import { deleteSubmission } from '../../src/review/deletion.ts';
import { findBreak } from '../../src/review/history.ts';
import { lastingEntries, reviewEntries } from '../../src/review/index-entries.ts';
import { lineOf } from '../../src/review/line.ts';
import { beginReview } from '../../src/review/review.ts';
import { allItems, listFreeJobs, runAll, runUntilDeath, type Stage } from '../jobs/job-stage.ts';
import { startTestApp, type TestApp } from '../support/test-app.ts';
import { claims, declareClaims } from './claims-form.ts';

const reviewers = ['ann', 'ben', 'cem'].map((username) => ({ id: `id-of-${username}`, username }));
const ann = { id: 'id-of-ann', username: 'ann' };

const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({
    kind: fc.constant('state' as const),
    state: fc.constantFrom('new', 'in-review', 'accepted', 'declined', 'returned', 'lost-state'),
    message: fc.constantFrom('', 'More, please.'),
  }),
  fc.record({ kind: fc.constant('assignee' as const), assignee: fc.constantFrom(null, ...reviewers) }),
  fc.record({
    kind: fc.constantFrom('label-added' as const, 'label-removed' as const),
    label: fc.constantFrom('urgent', 'späte Sache', ''),
  }),
  fc.record({ kind: fc.constant('note' as const), note: fc.constantFrom('Seen.', '=1+1') }),
);

const operation = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('send' as const),
      title: fc.constantFrom('Zug', 'Train to Köln', '中文'),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('decide' as const),
      which: fc.nat(9),
      // Two at once: one of them finds the review changed, or both change it one after the other.
      decisions: fc.array(fc.tuple(fc.constantFrom(...reviewers), decision), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('work' as const),
      atCall: fc.integer({ min: 1, max: 12 }),
      isTakingEffect: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('delete' as const), which: fc.nat(9) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('redeclare' as const), isShort: fc.boolean() }) },
);

it('the index, random decisions, deletions and workers that die, is what the submissions say', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 8, maxLength: 24 }), async (operations) => {
      const site = await startTestApp({ replace: () => ({ forms: createForms([claims]) }) });
      try {
        await carryOut(site, operations);
      } finally {
        await site.close();
      }
    }),
    { numRuns: 8 },
  );
});

async function carryOut(
  site: TestApp,
  operations: readonly (typeof operation extends fc.Arbitrary<infer Each> ? Each : never)[],
) {
  const { client } = await site.signUp();
  let form = claims;
  const ports = (): JobPorts => ({ ...site.dependencies, forms: createForms([form]) });
  const stage = (): Stage => ({ ...site, dependencies: { ...site.dependencies, forms: createForms([form]) } });
  const ids: string[] = [];
  for (const each of operations) {
    if (each.does === 'send') {
      const response = await client.post('/forms/claims', {
        json: { title: each.title, kind: 'travel', amount: ids.length },
      });
      ids.push(((await response.json()) as { id: string }).id);
    } else if (each.does === 'decide') {
      const submission = await ports().records.submissions.find(
        ids[each.which % Math.max(ids.length, 1)] ?? 'none-sent',
      );
      const before = submission && (await beginReview(ports(), form, submission));
      if (!before) continue;
      const ends = await Promise.all(
        each.decisions.map(([actor, what]) => decide(ports(), { form, submission, before }, actor, what)),
      );
      expect(ends.filter((end) => !(end instanceof Problem) && end.version > before.version).length).toBeLessThan(2);
    } else if (each.does === 'delete') {
      const [id = 'none-sent'] = ids.splice(each.which % Math.max(ids.length, 1), 1);
      await deleteSubmission(ports(), id, { actor: ann, reason: 'Asked for.' });
    } else if (each.does === 'work') {
      const [job] = await listFreeJobs(ports());
      if (job) await runUntilDeath(stage(), job, each);
    } else {
      form = declareClaims(each.isShort ? { searched: [], sorts: [] } : {});
      await ports().records.jobs.add([newJob('reindex', { form: 'claims' }, { now: site.dependencies.clock() })]);
    }
  }
  await site.dependencies.records.jobs.add([newJob('reindex', { form: 'claims' }, { now: site.dependencies.clock() })]);
  await runAll(stage());
  await expectIndex(site, form, ids.length);
}

/** Expects that index, counters, lines and histories are what the submissions and their reviews say. */
async function expectIndex(site: TestApp, form: typeof claims, sent: number): Promise<void> {
  const items = await allItems(site);
  const under = (pk: RegExp, sk: RegExp) =>
    items.filter((item) => pk.test(String(item.pk)) && sk.test(String(item.sk)));
  const submissions = under(/^SUBMISSION#/, /^SUBMISSION$/) as unknown as (SubmissionRecord & { pk: string })[];
  expect(submissions).toHaveLength(sent);
  const reviews = new Map(under(/^SUBMISSION#/, /^REVIEW$/).map((item) => [item.pk, item as unknown as ReviewRecord]));

  const entries = submissions.flatMap((submission) => {
    const review = reviews.get(submission.pk);
    if (!review) throw new Error('A submission has no review.');
    expect(review.line).toEqual(lineOf(form, submission));
    return [...lastingEntries(form, submission), ...reviewEntries(form, submission, review)].map((entry) =>
      toEntryItem(form, submission, entry),
    );
  });
  const inOrder = (list: readonly Record<string, unknown>[]) =>
    list.toSorted((one, other) => `${one.pk} ${one.sk}`.localeCompare(`${other.pk} ${other.sk}`));
  expect(inOrder(under(/^INDEX#/, /./))).toEqual(inOrder(entries));

  const counted = Object.fromEntries(under(/^COUNT#/, /^STATE#/).map(({ sk, count }) => [sk, count]));
  const states = [...new Set([...reviews.values()].map(({ state }) => state))];
  for (const state of states)
    expect(counted[`STATE#${state}#0`]).toBe([...reviews.values()].filter((review) => review.state === state).length);
  expect(Object.values(counted).reduce((sum: number, count) => sum + Number(count), 0)).toBe(sent);

  // Of what was deleted, only that stays, and the job that noted it is done.
  const others = under(/^SUBMISSION#/, /./).filter(({ pk }) => !submissions.some((one) => one.pk === pk));
  expect(new Set(others.map(({ sk }) => sk))).toEqual(new Set(others.length > 0 ? ['DELETED'] : []));

  for (const { pk } of submissions) {
    const events = under(new RegExp(`^${pk}$`), /^EVENT#/).map(
      ({ pk: _pk, sk: _sk, ...event }) => event,
    ) as unknown as ReviewEvent[];
    expect(findBreak(events)).toBeUndefined();
    expect(events.at(-1)?.hash).toBe(reviews.get(pk)?.head);
  }
}
