import { StoredItem } from '../../packages/dynamodb-table/src/storage/stored-item.ts';
import { TableStorage } from '../../packages/dynamodb-table/src/storage/table-storage.ts';
import type { AttributeMap, AttributeValue } from '../../packages/dynamodb-table/src/values/attribute-value.ts';
import { keyBytes } from '../../packages/dynamodb-table/src/values/key-bytes.ts';
import type { Form } from '../../src/forms/define-form.ts';
import { declarationOf } from '../../src/forms/form-declaration.ts';
import { toEntryItem } from '../../src/records/index-items.ts';
import type { ReviewRecord } from '../../src/records/review-record.ts';
import { reviewKey } from '../../src/records/review-writes.ts';
import { listWrites } from '../../src/records/submission-lists.ts';
import type { SubmissionRecord } from '../../src/records/submission-records.ts';
import { indexVersionOf, lastingEntries, reviewEntries } from '../../src/review/index-entries.ts';
import { lineOf } from '../../src/review/line.ts';
import { rowTextsOf } from '../../src/submissions/receipt.ts';

/** The time of the first submission; each of the others comes ten seconds after the one before. */
const beginning = Date.parse('2015-01-01T00:00:00Z');

/** The states in turns: a fifth is new, a fifth in review, the others are accepted. */
const states = ['new', 'in-review', 'accepted', 'accepted', 'accepted'] as const;
const words = ['train', 'hotel', 'bus', 'meal', 'book', 'paper', 'phone', 'desk', 'chair', 'lamp'] as const;

/** The number of different amounts. */
const amounts = 100_003;

/** Returns the time of the submission with this number, from 0. */
export const timeOf = (number: number) => new Date(beginning + number * 10_000).toISOString();

/**
 * Writes submissions of a form straight into the file of a table that no server has open, with all that the pages of
 * reviewers read: a million of them take minutes this way, and hours over the protocol.
 */
export function seedSubmissions(file: string, tableName: string, form: Form, count: number): void {
  const storage = new TableStorage(file);
  const table = storage.find(tableName);
  if (!table) throw new Error('The table is not in the file.');
  const put = (item: Record<string, unknown>) => {
    const key = { hash: keyBytes({ S: String(item.pk) }), range: keyBytes({ S: String(item.sk) }) };
    table.put(key, StoredItem.of(toAttributes(item)));
  };
  const counts = new Map<string, number>();
  for (let number = 0; number < count; number += 1) {
    const submission = submissionOf(form, number);
    const review = reviewOf(form, submission, number);
    for (const item of itemsOf(form, submission, review)) put(item);
    counts.set(review.state, (counts.get(review.state) ?? 0) + 1);
    if (number % 2000 === 0) storage.commit();
  }
  for (const [state, number] of counts) put({ pk: `COUNT#${form.slug}`, sk: `STATE#${state}#0`, count: number });
  storage.commit();
  storage.close();
}

function itemsOf(form: Form, submission: SubmissionRecord, review: ReviewRecord): Record<string, unknown>[] {
  const texts = rowTextsOf(submission, declarationOf(form));
  const lists = listWrites(submission, { isBusy: false, texts }).flatMap((write) =>
    'put' in write ? [write.put] : [],
  );
  return [
    ...lists.filter(({ pk }) => pk === `FORM#${form.slug}`),
    { ...review, ...reviewKey(submission.id) },
    ...[...lastingEntries(form, submission), ...reviewEntries(form, submission, review)].map((entry) =>
      toEntryItem(form, submission, entry),
    ),
  ];
}

function toAttributes(item: object): AttributeMap {
  const present = Object.entries(item).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, toAttribute(value)]));
}

function toAttribute(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(toAttribute) };
  return typeof value === 'object' && value !== null ? { M: toAttributes(value) } : { NULL: true };
}

function submissionOf(form: Form, number: number): SubmissionRecord {
  const word = words[Math.floor(number / states.length) % words.length] ?? '';
  return {
    id: `seed-${form.slug}-${number}`,
    number: number + 1,
    form: form.slug,
    submittedAt: timeOf(number),
    submitter: { id: `submitter-${number % 100}`, username: 'Kim' },
    fields: {
      title: `${word} number${number}`,
      kind: number % 2 === 0 ? 'travel' : 'books',
      amount: (number * 7919) % amounts,
    },
    files: {},
  };
}

function reviewOf(form: Form, submission: SubmissionRecord, number: number): ReviewRecord {
  return {
    version: 1,
    head: '',
    state: states[number % states.length] ?? 'new',
    assignee: number % 3 === 0 ? { id: 'reviewer', username: 'Ann' } : null,
    labels: [],
    updatedAt: submission.submittedAt,
    line: lineOf(form, submission),
    indexVersion: indexVersionOf(form),
  };
}
