import type { Form } from '../forms/define-form.ts';
import { type Message, message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import type { BulkEntry, BulkPage, BulkRecord } from '../records/bulk-record.ts';

/** The submissions of a page of a list. */
const bulkPageSize = 100;

/** A list while it is being made. */
export interface ListPlace {
  /** The number of the page to come, from 1, and the place in the source at which it begins. */
  readonly page: number;
  readonly after: string | null;
  /** The submissions on the pages before. */
  readonly found: number;
}

/** Returns the pages of a list that is known as a whole. */
export function toPages(entries: readonly BulkEntry[]): BulkPage[] {
  const count = Math.ceil(entries.length / bulkPageSize);
  return Array.from({ length: count }, (_, page) => ({
    entries: entries.slice(page * bulkPageSize, (page + 1) * bulkPageSize),
    next: page + 1 < count ? String(page + 2) : null,
  }));
}

/**
 * Makes the next page of the list of a bulk decision. Pages stay as they were first written, so that all workers see
 * one list. After the last page, the list is complete: it is refused, it waits for a confirmation, or it is carried out.
 *
 * @returns the place of the next page; `undefined` after the last
 */
export async function listNextPage(
  { records, clock }: Pick<Ports, 'records' | 'clock'>,
  form: Form,
  bulk: BulkRecord,
  { page, after, found }: ListPlace,
): Promise<ListPlace | undefined> {
  const wanted = await readSource({ records }, form, bulk, after);
  const { entries, next } = await records.bulks.addPage(bulk, page, wanted);
  const total = found + entries.length;
  if (next !== null) return { page: page + 1, after: next, found: total };
  const reason = faultOfTotal(bulk, total);
  await records.bulks.move(bulk, {
    ...{ phase: reason ? 'refused' : bulk.asksFirst ? 'waiting' : 'running', total, pages: page },
    ...(reason && { reason, endedAt: clock().toISOString() }),
  });
  return undefined;
}

function faultOfTotal({ expected }: BulkRecord, found: number): Message | undefined {
  if (expected !== undefined && found !== expected) return message('bulk-count-changed', { expected, found });
  return found === 0 ? message('bulk-nothing-found') : undefined;
}

async function readSource(
  { records }: Pick<Ports, 'records'>,
  form: Form,
  { from }: BulkRecord,
  after: string | null,
): Promise<BulkPage> {
  if (from.kind === 'selection') throw new Error('A selection comes with its list.');
  if (from.kind === 'undo') return readChanged({ records }, from.of, Number(after ?? 1));
  const { found, next } = await records.index.find({
    ...{ form, filter: from.filter, isAscending: false, limit: bulkPageSize },
    ...(after !== null && { after }),
  });
  const entries = found.map(({ id, review, row }) => {
    const number = review?.line.number ?? row?.number;
    // A review that has not begun yet begins with version 1.
    return { id, version: review?.version ?? 1, ...(number !== undefined && { number }) };
  });
  return { entries, next };
}

/**
 * Returns what a page of an earlier bulk decision has changed, each at the version after its change. A page without
 * outcomes is the last: the decision was stopped within it, and the histories tell what it had changed by then.
 */
async function readChanged({ records }: Pick<Ports, 'records'>, of: string, n: number): Promise<BulkPage> {
  const [bulk, page] = await Promise.all([records.bulks.find(of), records.bulks.findPage(of, n)]);
  if (!page) return { entries: [], next: null };
  const { outcomes } = page;
  const wasChanged = outcomes
    ? page.entries.map((_, at) => outcomes[at] === 'done')
    : await Promise.all(page.entries.map(({ id, version }) => isEventOf(id, version + 1, of)));
  const entries = page.entries
    .filter((_, at) => wasChanged[at])
    .map((entry) => ({ ...entry, version: entry.version + 1 }));
  const hasMore = outcomes !== undefined && n < (bulk?.pages ?? 0);
  return { entries, next: hasMore ? String(n + 1) : null };

  async function isEventOf(id: string, at: number, job: string): Promise<boolean> {
    return (await records.reviews.findEvent(id, at))?.job === job;
  }
}
