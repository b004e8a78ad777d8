import { describe, expect, it } from 'vitest';
import type { User } from '../../src/accounts/users/user.ts';
import { anyoneSignedIn, defineForm, type Form } from '../../src/forms/define-form.ts';
import { text } from '../../src/forms/field.ts';
import { declarationOf } from '../../src/forms/form-declaration.ts';
import { Problem } from '../../src/problems/problem.ts';
import { noQueue } from '../../src/queue/queue.ts';
import { createRecords } from '../../src/records/records.ts';
import { listWrites } from '../../src/records/submission-lists.ts';
import type { SubmissionRecord } from '../../src/records/submission-records.ts';
import { createBucket } from '../../src/storage/bucket.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';
import { rowTextsOf } from '../../src/submissions/receipt.ts';
import { submitForm } from '../../src/submissions/submit.ts';
import { noMetrics } from '../../src/telemetry/metrics.ts';
import { newId } from '../../src/values/id.ts';
import { type Load, recordingTable } from '../records/recording-table.ts';
import { testConfig } from '../support/test-config.ts';

/** What DynamoDB takes of one partition in a second. */
const limits = { writes: 1000, reads: 3000 };
const perSecond = 5000;
/** The processes that share the load: a form without files takes a hundredth of a second of each. */
const processes = 50;

const voting = (parts: { busy?: boolean } = {}): Form =>
  defineForm({
    slug: 'voting',
    title: 'Voting',
    description: 'One line.',
    fields: { title: text({ label: 'Title', required: true }) },
    submit: anyoneSignedIn,
    review: anyoneSignedIn,
    ...parts,
  });

const newUser = (): User => ({ id: newId(), email: 'a@example.com', username: 'Ada', role: 'user', isActive: true });

/** Sends the form 5,000 times by as many users, through the functions of the app; the table notes the load. */
async function submitForOneSecond(form: Form): Promise<{ load: Load; numbers: number[] }> {
  const { table, load } = recordingTable();
  const clock = () => new Date('2026-11-28T12:00:00.000Z');
  const bucket = createBucket(createBucketClient(testConfig({})), clock);
  const ports = Array.from({ length: processes }, () => ({
    ...{ bucket, clock, metrics: noMetrics, queue: noQueue, log: { info: () => undefined, error: () => undefined } },
    records: createRecords(table),
  }));
  const numbers: number[] = [];
  for (let round = 0; round < perSecond / processes; round++)
    await Promise.all(
      ports.map(async (port) => {
        const submitted = await submitForm(port, form, newUser(), { title: 'Boots' });
        if (submitted instanceof Problem) throw new Error(submitted.message.code);
        numbers.push(submitted.number);
      }),
    );
  return { load, numbers };
}

/** The partition that is asked for the most, without the ids in its name. */
function hottest(units: ReadonlyMap<string, number>): { readonly partition: string; readonly units: number } {
  const [partition = '', most = 0] = [...units].reduce((one, other) => (other[1] > one[1] ? other : one), ['', 0]);
  return { partition, units: most };
}

describe('5,000 submissions in a second', { timeout: 240_000 }, () => {
  it('submitForm, of a busy form, keeps every partition within the limits of DynamoDB', async () => {
    const { load, numbers } = await submitForOneSecond(voting({ busy: true }));
    expect(hottest(load.writes).units).toBeLessThanOrEqual(limits.writes);
    expect(hottest(load.reads).units).toBeLessThanOrEqual(limits.reads);
    expect(new Set(numbers).size).toBe(perSecond);
    const shards = [...load.writes.keys()].filter((partition) => /^(ALL|FORM#voting)#/.test(partition));
    expect(shards).toHaveLength(32);
  });

  it('submitForm, of an ordinary form, asks one partition for more than DynamoDB takes', async () => {
    const { load } = await submitForOneSecond(voting());
    expect(hottest(load.writes).partition).toBe('FORM#voting');
    expect(hottest(load.writes).units).toBeGreaterThan(limits.writes);
  });
});

describe('the row of a submission in a list', () => {
  it('listWrites, with all texts at their longest, stays below one write unit', async () => {
    const { table, load } = recordingTable();
    const long: SubmissionRecord = {
      ...{ id: newId(), number: 999_999_999, form: 'x'.repeat(41), submittedAt: new Date().toISOString() },
      formVersion: 'x'.repeat(43),
      submitter: { id: newId(), username: '漢'.repeat(50) },
      fields: { title: '漢'.repeat(200) },
      files: {
        files: Array.from({ length: 45 }, () => ({
          ...{ id: newId(), key: `files/${newId()}`, filename: `${'漢'.repeat(84)}.md`, contentType: 'text/markdown' },
          ...{ size: 48 * 1024 ** 4, sha256: null, crc32: null },
        })),
      },
    };
    const shown = rowTextsOf(long, declarationOf(voting()));
    expect(shown.title).toMatch(/^漢+…$/u);
    expect(listWrites(long, { isBusy: true, texts: shown })).toHaveLength(3);
    await createRecords(table).submissions.add(
      long,
      { key: 'k'.repeat(64), fingerprint: 'f' },
      { isBusy: true, shown },
    );
    const rows = load.putBytes.filter(({ name }) => /^(ALL|FORM|USER) SUBMISSION$/.test(name));
    expect(rows).toHaveLength(3);
    for (const { bytes } of rows) expect(bytes).toBeLessThan(1024);
  });
});
