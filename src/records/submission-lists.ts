import { spread } from '../values/hash.ts';
import { getItems } from './batch-get.ts';
import type { ItemKey, Write } from './item.ts';
import { mergePages } from './merge-pages.ts';
import { type Page, queryItems } from './query.ts';
import { queryRange } from './query-range.ts';
import type { SubmissionRecord } from './submission-records.ts';
import type { Table } from './table.ts';

/**
 * The list to read: of one submitter, of one form, or of all submissions. Those of all and of a busy form are in shards.
 */
export type SubmissionListKey = { submitterId: string } | { form: string; isBusy?: boolean } | 'all';

/**
 * The part of a submission that a list shows. Its items in the lists hold it, so that a page of a list is one query; with
 * all texts at their longest, such an item stays below the kilobyte that one write unit writes.
 */
export interface SubmissionRow
  extends Pick<SubmissionRecord, 'id' | 'number' | 'form' | 'formVersion' | 'submittedAt' | 'submitter'>,
    RowTexts {}

/** What a list shows of the values and files of a submission. */
export interface RowTexts {
  /** The first text that the submitter typed, cut where it is long; empty when the form has none. */
  readonly title: string;
  readonly files?: { readonly count: number; readonly firstName: string; readonly totalBytes: number };
}

/** An item of a list. Items from before there were rows have the id alone. */
interface ListItem extends ItemKey {
  readonly submissionId: string;
  readonly row?: SubmissionRow;
}

/**
 * The partitions of a list that many users write to. Each takes 1,000 write units a second, and a place in a list takes
 * two, in a transaction.
 */
const shardCount = 16;

/** Returns the writes that put a submission into its three lists. */
export function listWrites(
  { id, number, form, formVersion, submittedAt, submitter }: SubmissionRecord,
  { isBusy, texts }: { isBusy: boolean; texts: RowTexts | undefined },
): Write[] {
  const row: SubmissionRow | undefined = texts && {
    ...{ id, number, form, submittedAt, submitter, ...texts },
    ...(formVersion !== undefined && { formVersion }),
  };
  const item = { sk: rowPlace({ id, submittedAt }), submissionId: id, ...(row && { row }) };
  const lists: SubmissionListKey[] = [{ submitterId: submitter.id }, { form, isBusy }, 'all'];
  return lists.map((list) => ({ put: { pk: partitionFor(list, id), ...item } }));
}

/** Returns the keys of a submission in its lists, with those that it may have from before they were spread. */
export function rowKeys({ id, form, submittedAt, submitter }: SubmissionRecord): ItemKey[] {
  const lists: SubmissionListKey[] = [{ submitterId: submitter.id }, { form, isBusy: true }, 'all'];
  const partitions = lists.flatMap((list) => [...new Set([nameOf(list), partitionFor(list, id)])]);
  return partitions.map((pk) => ({ pk, sk: rowPlace({ id, submittedAt }) }));
}

/** Lists whole submissions, newest first, behind the place `after`. */
export async function listSubmissions(
  table: Table,
  of: SubmissionListKey,
  limit: number,
  after?: string,
): Promise<{ submissions: SubmissionRecord[]; next: string | null }> {
  const page = await readList(table, of, limit, after);
  return { submissions: await findAll(table, page.items), next: page.next };
}

/** Lists rows, newest first, behind the place `after`; whole submissions where they are from before there were rows. */
export async function listRows(
  table: Table,
  of: SubmissionListKey,
  limit: number,
  after?: string,
): Promise<{ rows: (SubmissionRow | SubmissionRecord)[]; next: string | null }> {
  const page = await readList(table, of, limit, after);
  const older = await findAll(
    table,
    page.items.filter(({ row }) => row === undefined),
  );
  const byId = new Map(older.map((submission) => [submission.id, submission]));
  const rows = page.items.map(({ row, submissionId }) => row ?? byId.get(submissionId));
  return { rows: rows.filter((row) => row !== undefined), next: page.next };
}

/** Lists the ids of a form's submissions from before a time, the oldest first, behind the place `after`. */
export async function listOldest(
  table: Table,
  form: { slug: string; isBusy: boolean },
  before: string,
  limit: number,
  after?: string,
): Promise<{ ids: string[]; next: string | null }> {
  const range = { partitions: submissionListPartitions(form), low: 'SUBMISSION#', high: `SUBMISSION#${before}` };
  const { items, hasMore } = await queryRange<ListItem>(table, { ...range, after, isAscending: true, limit });
  return { ids: items.map(({ submissionId }) => submissionId), next: hasMore ? (items.at(-1)?.sk ?? null) : null };
}

export const submissionKey = (id: string): ItemKey => ({ pk: `SUBMISSION#${id}`, sk: 'SUBMISSION' });

/** Returns submissions in the order of their ids; `undefined` where there is none. */
export function findSubmissions(table: Table, ids: readonly string[]): Promise<(SubmissionRecord | undefined)[]> {
  return getItems<SubmissionRecord>(table, ids.map(submissionKey));
}

async function findAll(table: Table, items: readonly ListItem[]): Promise<SubmissionRecord[]> {
  const ids = items.map(({ submissionId }) => submissionId);
  const found = await findSubmissions(table, ids);
  return found.filter((submission) => submission !== undefined);
}

async function readList(
  table: Table,
  of: SubmissionListKey,
  limit: number,
  after: string | undefined,
): Promise<Page<ListItem>> {
  const pages = partitionsOf(of).map((pk) => queryItems<ListItem>(table, { pk, prefix: 'SUBMISSION#', limit, after }));
  return mergePages(await Promise.all(pages), limit);
}

/** Returns the partitions of the list of a form's submissions. */
export function submissionListPartitions({ slug, isBusy }: { slug: string; isBusy: boolean }): string[] {
  return partitionsOf({ form: slug, isBusy });
}

/** Returns all partitions of a list. The last one has the items from before the list was spread. */
function partitionsOf(of: SubmissionListKey): string[] {
  const name = nameOf(of);
  if (!isSpread(of)) return [name];
  return [...Array.from({ length: shardCount }, (_, shard) => shardName(name, shard)), name];
}

function partitionFor(of: SubmissionListKey, submissionId: string): string {
  return isSpread(of) ? shardName(nameOf(of), spread(submissionId, shardCount)) : nameOf(of);
}

const rowPlace = ({ id, submittedAt }: Pick<SubmissionRecord, 'id' | 'submittedAt'>) =>
  `SUBMISSION#${submittedAt}#${id}`;
const shardName = (name: string, shard: number) => `${name}#${shard.toString(16)}`;
const isSpread = (of: SubmissionListKey) => of === 'all' || ('form' in of && of.isBusy === true);

function nameOf(of: SubmissionListKey): string {
  if (of === 'all') return 'ALL';
  return 'form' in of ? `FORM#${of.form}` : `USER#${of.submitterId}`;
}
