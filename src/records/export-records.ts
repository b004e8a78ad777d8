import { getItems } from './batch-get.ts';
import { isUnchanged, whenConditionHolds } from './condition.ts';
import type { ExportCounts, ExportRange, ExportRecord } from './export-record.ts';
import { releases, takeSlots } from './export-slots.ts';
import { getItem, type ItemKey, ttlAt, updateItem, type Write, writeTogether } from './item.ts';
import { type JobRecord, jobWrite } from './job-records.ts';
import { queryItems } from './query.ts';
import type { Table } from './table.ts';

/** What is written beside a change of an export. */
interface ExportChange {
  readonly jobs?: readonly JobRecord[];
  readonly ranges?: readonly ExportRange[];
}

/**
 * Stores exports, their ranges, and how many run.
 *
 * | pk          | sk                     | item                                                       |
 * |-------------|------------------------|------------------------------------------------------------|
 * | `EXPORT#id` | `EXPORT`               | an export                                                  |
 * | `EXPORT#id` | `RANGE#attempt#number` | parts that one job sends                                   |
 * | `USER#id`   | `EXPORT#time#id`       | the user's list, newest first when read backwards          |
 * | `USER#id`   | `EXPORT-SLOT#n`        | a place among the running exports of the user              |
 * | `EXPORTS`   | `EXPORT-SLOT#n`        | a place among all running exports                          |
 */
export function createExportRecords(table: Table) {
  return {
    find: (id: string) => getItem<ExportRecord>(table, exportKey(id)),

    /** Adds an export with its job, unless as many run as there may: of the user, or of all. */
    start(
      record: Omit<ExportRecord, 'slots'>,
      job: JobRecord,
      limits: { readonly own: number; readonly shared: number },
    ): Promise<ExportRecord | 'own-limit' | 'shared-limit'> {
      const ttl = ttlAt(record.expiresAt);
      return takeSlots(table, record, limits, async (slots, slotWrites) => {
        const started: ExportRecord = { ...record, slots };
        const writes: Write[] = [
          { put: { ...exportKey(record.id), ...started, ttl } },
          { put: { ...listKey(record), exportId: record.id, ttl: ttl + 7 * 86_400 } },
          ...slotWrites,
          jobWrite(job),
        ];
        return (await whenConditionHolds(() => writeTogether(table, writes))) ? started : undefined;
      });
    },

    /** Lists the exports of a user, newest first. Those that have expired may be among them. */
    async list(
      userId: string,
      limit: number,
      after?: string,
    ): Promise<{ exports: ExportRecord[]; next: string | null }> {
      const page = await queryItems<ItemKey & { exportId: string }>(table, {
        ...{ pk: `USER#${userId}`, prefix: 'EXPORT#', limit, after },
      });
      const found = await getItems<ExportRecord>(
        table,
        page.items.map(({ exportId }) => exportKey(exportId)),
      );
      return { exports: found.filter((record) => record !== undefined), next: page.next };
    },

    /**
     * Changes an export, unless another process has taken its plan further; returns `false` then. A state that is for
     * good gives its place among the running ones to others.
     */
    change(
      record: ExportRecord,
      set: Partial<Omit<ExportRecord, 'id' | 'user' | 'slots' | 'createdAt'>>,
      { jobs = [], ranges = [] }: ExportChange = {},
    ): Promise<boolean> {
      const ttl = ttlAt(set.expiresAt ?? record.expiresAt);
      const isOver = set.state === 'ready' || set.state === 'failed';
      const { attempt } = { ...record, ...set };
      const writes: Write[] = [
        { update: exportKey(record.id), set: { ...set, ttl }, onlyIf: isUnchanged(record, ['state', 'attempt']) },
        ...ranges.map((range) => ({ put: { ...rangeKey(record.id, attempt, range.number), ...range, ttl } })),
        ...(isOver ? releases(record) : []),
        ...jobs.map(jobWrite),
      ];
      return whenConditionHolds(() => writeTogether(table, writes));
    },

    /** Notes how far a table of values is. */
    noteCounts({ id, ...record }: ExportRecord, counts: ExportCounts): Promise<boolean> {
      const update = { update: exportKey(id), set: { counts }, onlyIf: isUnchanged(record, ['state', 'attempt']) };
      return whenConditionHolds(() => updateItem(table, update));
    },

    /** Returns a range of the export's plan. */
    findRange: ({ id, attempt }: ExportRecord, number: number) =>
      getItem<ExportRange>(table, rangeKey(id, attempt, number)),

    /** Notes how far a range is. */
    async noteRange(
      { id, attempt }: ExportRecord,
      number: number,
      set: Pick<ExportRange, 'sentBytes' | 'isDone' | 'sent'>,
    ): Promise<void> {
      const expression = set.isDone ? 'attribute_exists(#pk)' : 'attribute_exists(#pk) AND #isDone <> :done';
      const onlyIf = { expression, values: set.isDone ? {} : { done: true } };
      const update = { update: rangeKey(id, attempt, number), set: { ...set }, onlyIf };
      await whenConditionHolds(() => updateItem(table, update));
    },

    /** Returns the ranges of the export's plan: a hundred at most, in one transaction with its jobs. */
    async listRanges({ id, attempt }: ExportRecord): Promise<ExportRange[]> {
      const query = { pk: exportKey(id).pk, prefix: rangePrefix(attempt), limit: 100 };
      return (await queryItems<ExportRange & ItemKey>(table, query)).items;
    },

    /** Removes an export, and gives its place to others; returns `false` when it has gone or moved on meanwhile. */
    remove(record: ExportRecord): Promise<boolean> {
      const isRunning = record.state === 'planning' || record.state === 'building';
      const writes: Write[] = [
        { remove: exportKey(record.id), onlyIf: isUnchanged(record, ['state', 'attempt']) },
        { remove: listKey(record) },
        ...(isRunning ? releases(record) : []),
      ];
      return whenConditionHolds(() => writeTogether(table, writes));
    },
  };
}

const exportKey = (id: string): ItemKey => ({ pk: `EXPORT#${id}`, sk: 'EXPORT' });
const listKey = ({ id, user, createdAt }: Pick<ExportRecord, 'id' | 'user' | 'createdAt'>): ItemKey => ({
  pk: `USER#${user.id}`,
  sk: `EXPORT#${createdAt}#${id}`,
});
const rangePrefix = (attempt: number) => `RANGE#${attempt}#`;
const rangeKey = (id: string, attempt: number, number: number): ItemKey => ({
  pk: exportKey(id).pk,
  sk: `${rangePrefix(attempt)}${String(number).padStart(3, '0')}`,
});
