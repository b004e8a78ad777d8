import { getItems } from './batch-get.ts';
import type { BulkFailure, BulkOutcome, BulkPage, BulkPhase, BulkRecord } from './bulk-record.ts';
import { whenConditionHolds } from './condition.ts';
import {
  type Condition,
  getItem,
  type ItemKey,
  isNew,
  removeItem,
  ttlAt,
  updateItem,
  type Write,
  writeTogether,
} from './item.ts';
import { type JobRecord, jobWrite } from './job-records.ts';
import { queryItems, queryItemsUpTo } from './query.ts';
import type { Table } from './table.ts';

/** The bulk decisions that one person may have under way. */
export const maxRunningBulks = 2;

/** The failures that one look shows, and the pages of the list that it looks at for them. */
const failuresShown = 100;
const failurePages = 20;

/** The time after which a bulk decision that never ended holds its person's place no longer. */
const slotLifetimeMs = 24 * 3600 * 1000;

/**
 * Stores decisions about many submissions: what was decided, the list of submissions in pages, and what failed.
 *
 * | pk                | sk                | item                                                                  |
 * |-------------------|-------------------|-----------------------------------------------------------------------|
 * | `DECISIONS#id`    | `DECISIONS`       | a bulk decision, with its numbers                                     |
 * | `DECISIONS#id`    | `LIST#000001`     | a page of its list, with the outcome of each submission               |
 * | `DECISIONS#id`    | `FAILED#000001`   | what failed of that page                                              |
 * | `FORM#slug`       | `DECISIONS#time#id` | the form's list of bulk decisions                                   |
 * | `USER#id`         | `DECISIONS#0`     | one of the places for what a person has under way                     |
 */
export function createBulkRecords(table: Table) {
  const find = (id: string) => getItem<BulkRecord>(table, bulkKey(id));

  /** Writes items beside a free place of the person; `false` when there is none or a condition does not hold. */
  async function writeInSlot(bulk: BulkRecord, now: Date, writes: readonly Write[]) {
    const keys = Array.from({ length: maxRunningBulks }, (_, slot) => slotKey(bulk.actor.id, slot));
    const slots = await getItems<{ until: string }>(table, keys);
    const isFree = { expression: 'attribute_not_exists(#pk) OR #until < :now', values: { now: now.toISOString() } };
    const until = new Date(now.getTime() + slotLifetimeMs).toISOString();
    for (const [at, key] of keys.entries()) {
      const taken = slots[at];
      if (taken && taken.until >= now.toISOString()) continue;
      const slot = { put: { ...key, bulkId: bulk.id, until, ttl: ttlAt(until) }, onlyIf: isFree };
      if (await whenConditionHolds(() => writeTogether(table, [slot, ...writes]))) return true;
    }
    return false;
  }

  return {
    find,

    /**
     * Adds a bulk decision with its job and, for a selection, with its list. Returns `false` when its person has too
     * many under way, or another one undoes the same.
     */
    add(bulk: BulkRecord, job: JobRecord, now: Date, pages: readonly BulkPage[] = []): Promise<boolean> {
      const undone = bulk.from.kind === 'undo' ? [undoWrite(bulk.from.of, bulk.id)] : [];
      return writeInSlot(bulk, now, [...bulkWrites(bulk, pages), ...undone, jobWrite(job)]);
    },

    /** Adds a bulk decision that waits, with its list. Its confirmation brings the job. */
    addWaiting: (bulk: BulkRecord, pages: readonly BulkPage[]): Promise<void> =>
      writeTogether(table, bulkWrites(bulk, pages)),

    /** Lists the bulk decisions of a form, the newest first. */
    async listOf(form: string, limit: number, after?: string): Promise<{ bulks: BulkRecord[]; next: string | null }> {
      const page = await queryItems<ItemKey & { bulkId: string }>(table, {
        ...{ pk: `FORM#${form}`, prefix: 'DECISIONS#', limit, after },
      });
      const found = await getItems<BulkRecord>(
        table,
        page.items.map(({ bulkId }) => bulkKey(bulkId)),
      );
      return { bulks: found.filter((bulk) => bulk !== undefined), next: page.next };
    },

    findPage: (id: string, n: number) => getItem<BulkPage>(table, pageKey(id, n)),

    /** Adds a page to the list. A page that another worker has written stays, and is returned in its place. */
    async addPage({ id, expiresAt }: BulkRecord, n: number, page: BulkPage): Promise<BulkPage> {
      const put = { ...page, ...pageKey(id, n), ttl: ttlAt(expiresAt) };
      if (await whenConditionHolds(() => writeTogether(table, [{ put, onlyIf: isNew }]))) return page;
      const written = await getItem<BulkPage>(table, pageKey(id, n));
      if (!written) throw new Error('A page of a list exists and cannot be found.');
      return written;
    },

    /** Notes the outcomes of a page and what failed, and adds to the numbers, once. */
    endPage(
      { id, expiresAt }: BulkRecord,
      n: number,
      outcomes: readonly BulkOutcome[],
      failures: readonly BulkFailure[],
    ): Promise<boolean> {
      const numberOf = (outcome: BulkOutcome) => outcomes.filter((each) => each === outcome).length;
      const add = { done: numberOf('done'), unchanged: numberOf('unchanged'), failed: numberOf('failed') };
      const isOpen: Condition = { expression: 'attribute_exists(#pk) AND attribute_not_exists(#outcomes)' };
      return whenConditionHolds(() =>
        writeTogether(table, [
          { update: pageKey(id, n), set: { outcomes }, onlyIf: isOpen },
          { update: bulkKey(id), add },
          ...(failures.length > 0 ? [{ put: { ...failedKey(id, n), failures, ttl: ttlAt(expiresAt) } }] : []),
        ]),
      );
    },

    /** Lists what failed behind a page of the list, in whole pages. */
    async listFailures(id: string, after = 0): Promise<{ failures: BulkFailure[]; next: number | null }> {
      const { pk, sk } = failedKey(id, after);
      const page = await queryItemsUpTo<ItemKey & { failures: readonly BulkFailure[] }>(table, {
        ...{ pk, upTo: 'FAILED#~', limit: failurePages, after: sk },
      });
      const failures: BulkFailure[] = [];
      for (const [at, item] of page.items.entries()) {
        failures.push(...item.failures);
        const isLast = at + 1 === page.items.length && page.next === null;
        if (failures.length >= failuresShown && !isLast) return { failures, next: Number(item.sk.slice(-6)) };
      }
      return { failures, next: page.next === null ? null : Number(page.next.slice(-6)) };
    },

    /**
     * Moves a bulk decision from one phase to another; `false` when it is in another one. An undo that a person stops
     * before its first change leaves what it was to undo as it was: it can be undone still.
     */
    async move(
      { id, phase, from }: Pick<BulkRecord, 'id' | 'phase' | 'from'>,
      set: Partial<Pick<BulkRecord, 'phase' | 'total' | 'pages' | 'endedAt' | 'reason'>>,
    ): Promise<boolean> {
      const isMoved = await whenConditionHolds(() =>
        updateItem(table, { update: bulkKey(id), set, onlyIf: isIn(phase) }),
      );
      const isGivenUp = phase === 'listing' && (set.phase === 'cancelled' || set.phase === 'stopped');
      if (isMoved && isGivenUp && from.kind === 'undo') {
        const isOurs = { expression: '#undoneBy = :by', values: { by: id } };
        const undone = { update: bulkKey(from.of), unset: ['undoneBy'], onlyIf: isOurs };
        await whenConditionHolds(() => updateItem(table, undone));
      }
      return isMoved;
    },

    /** Makes a waiting one run, with its job, for its person; `false` in another phase, or without a place. */
    confirm: (bulk: BulkRecord, job: JobRecord, now: Date): Promise<boolean> =>
      writeInSlot(bulk, now, [
        {
          update: bulkKey(bulk.id),
          set: { phase: 'running' satisfies BulkPhase, actor: bulk.actor },
          onlyIf: isIn('waiting'),
        },
        jobWrite(job),
      ]),

    /** Gives the person's place free, where this bulk decision has it. */
    async leaveSlot({ id, actor }: BulkRecord): Promise<void> {
      const keys = Array.from({ length: maxRunningBulks }, (_, slot) => slotKey(actor.id, slot));
      const slots = await getItems<{ bulkId: string }>(table, keys);
      const [own] = keys.filter((_, at) => slots[at]?.bulkId === id);
      if (own) await removeItem(table, own);
    },
  };
}

function bulkWrites(bulk: BulkRecord, pages: readonly BulkPage[]): Write[] {
  const ttl = ttlAt(bulk.expiresAt);
  return [
    { put: { ...bulk, ...bulkKey(bulk.id), ttl }, onlyIf: isNew },
    { put: { ...listKey(bulk), bulkId: bulk.id, ttl } },
    ...pages.map((page, at) => ({ put: { ...page, ...pageKey(bulk.id, at + 1), ttl } })),
  ];
}

const undoWrite = (of: string, by: string) => ({
  update: bulkKey(of),
  set: { undoneBy: by },
  onlyIf: { expression: 'attribute_exists(#pk) AND attribute_not_exists(#undoneBy)' },
});

const isIn = (phase: BulkPhase): Condition => ({
  expression: '#phase = :phaseBefore',
  values: { phaseBefore: phase },
});

const bulkKey = (id: string): ItemKey => ({ pk: `DECISIONS#${id}`, sk: 'DECISIONS' });
const pageKey = (id: string, n: number): ItemKey => ({ pk: `DECISIONS#${id}`, sk: `LIST#${padded(n)}` });
const failedKey = (id: string, n: number): ItemKey => ({ pk: `DECISIONS#${id}`, sk: `FAILED#${padded(n)}` });
const listKey = ({ form, startedAt, id }: BulkRecord): ItemKey => ({
  pk: `FORM#${form}`,
  sk: `DECISIONS#${startedAt}#${id}`,
});
const slotKey = (userId: string, slot: number): ItemKey => ({ pk: `USER#${userId}`, sk: `DECISIONS#${slot}` });
const padded = (n: number) => String(n).padStart(6, '0');
