import { StoredItem } from '../../packages/dynamodb-table/src/storage/stored-item.ts';
import { TableStorage } from '../../packages/dynamodb-table/src/storage/table-storage.ts';
import type { AttributeMap, AttributeValue } from '../../packages/dynamodb-table/src/values/attribute-value.ts';
import { keyBytes } from '../../packages/dynamodb-table/src/values/key-bytes.ts';
import type { Form } from '../../src/forms/define-form.ts';
import { declarationOf } from '../../src/forms/form-declaration.ts';
import { toEntryItem } from '../../src/records/index-items.ts';
import type { ReviewEvent, ReviewRecord } from '../../src/records/review-record.ts';
import { entriesKey, eventKey, reviewKey } from '../../src/records/review-writes.ts';
import { listWrites, submissionKey } from '../../src/records/submission-lists.ts';
import type { SubmissionRecord } from '../../src/records/submission-records.ts';
import { lastingEntries, reviewEntries } from '../../src/review/index-entries.ts';
import { rowTextsOf } from '../../src/submissions/receipt.ts';

/** A submission to write, with its review. */
export interface Seed {
  readonly submission: SubmissionRecord;
  readonly review: ReviewRecord;
  /** The first event, for one that is written whole: reviewers can decide about it. */
  readonly event?: ReviewEvent;
}

/**
 * Writes submissions of a form straight into the file of a table that no server has open. Over the protocol, a million of
 * them would take hours.
 */
export function seedSubmissions(file: string, tableName: string, form: Form, seeds: Iterable<Seed>): void {
  const storage = new TableStorage(file);
  const table = storage.find(tableName);
  if (!table) throw new Error('The table is not in the file.');
  const put = (item: Record<string, unknown>) => {
    const key = { hash: keyBytes({ S: String(item.pk) }), range: keyBytes({ S: String(item.sk) }) };
    table.put(key, StoredItem.of(toAttributes(item)));
  };
  const counts = new Map<string, number>();
  for (const seed of seeds) {
    for (const item of itemsOf(form, seed)) put(item);
    const { state } = seed.review;
    counts.set(state, (counts.get(state) ?? 0) + 1);
    if (seed.submission.number % 2000 === 0) storage.commit();
  }
  for (const [state, count] of counts) put({ pk: `COUNT#${form.slug}`, sk: `STATE#${state}#0`, count });
  storage.commit();
  storage.close();
}

/** Returns what the pages of reviewers read; with an event, all that the app has of a submission. */
function itemsOf(form: Form, { submission, review, event }: Seed): Record<string, unknown>[] {
  const texts = rowTextsOf(submission, declarationOf(form));
  const writes = listWrites(submission, { isBusy: false, texts });
  const lists = writes.flatMap((write) => ('put' in write ? [write.put] : []));
  const { id } = submission;
  const entries = [...lastingEntries(form, submission), ...reviewEntries(form, submission, review)];
  return [
    ...lists.filter(({ pk }) => event !== undefined || pk === `FORM#${form.slug}`),
    { ...review, ...reviewKey(id) },
    ...entries.map((entry) => toEntryItem(form, submission, entry)),
    ...(event
      ? [
          { ...submission, ...submissionKey(id) },
          { ...event, ...eventKey(id, event.n) },
          { ...entriesKey(id), entries: entries.map(({ facts: _facts, ...place }) => place) },
        ]
      : []),
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
