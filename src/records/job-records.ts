import type { JobMessage } from '../queue/queue.ts';
import { spread } from '../values/hash.ts';
import { unlessConditionFails, whenConditionHolds } from './condition.ts';
import {
  type Condition,
  getItem,
  type ItemKey,
  putItem,
  ttlAt,
  updateItem,
  type Write,
  writeTogether,
} from './item.ts';
import { queryItems, queryItemsUpTo, queryPages } from './query.ts';
import type { Table } from './table.ts';

/** A job, from the change that needs it to its end: one item, which the end removes. */
export interface JobRecord extends JobMessage {
  /** The version of the shape of `args`. */
  readonly version: number;
  readonly args: Readonly<Record<string, unknown>>;
  readonly createdAt: string;
  /** The id of the request that caused the work, as the log has it. */
  readonly requestId?: string;
  /** The time from which a worker may take the job. It is later than now while one has it, and before a retry. */
  readonly freeAt: string;
  /** Rises with each worker that takes the job. A worker with a lower one has lost it. */
  readonly fence: number;
  /** The number of times that a worker took the job since it last moved on. */
  readonly attempts: number;
  /** The point from which the next worker goes on, in the words of the job's kind. */
  readonly place?: unknown;
  /** The time of the last message about the job. Absent: none was sent yet. */
  readonly sentAt?: string;
}

/** A job that failed too often. It waits for a person. */
export interface DeadJobRecord extends JobRecord {
  readonly diedAt: string;
  /** The name of the last error. Its message may hold what a person has typed and stays in the log. */
  readonly error: string;
}

/** The most writes in one transaction of DynamoDB. */
const maxWritesTogether = 100;

/** The jobs are spread over this many partitions, so that no partition limits the number of submissions. */
const laneCount = 16;

/** The numbers of the lanes. */
export const lanes: readonly number[] = Array.from({ length: laneCount }, (_, lane) => lane);

/**
 * Stores jobs by the time at which they are due. Those that are due at once are the outbox, the others the due list. A
 * job is written in the transaction of the change that needs it, by `jobWrite`.
 *
 * | pk          | sk          | item                                                         |
 * |-------------|-------------|--------------------------------------------------------------|
 * | `JOBS#lane` | `dueAt#id`  | a job that waits or runs; the lane is a hash of the id       |
 * | `DEAD-JOBS` | `JOB#diedAt#id` | a job that failed too often                              |
 * | `DAY#date`  | `PLANNED`   | marks a day whose daily jobs exist                           |
 */
export function createJobRecords(table: Table) {
  return {
    /** Adds jobs that no other change needs. */
    add: (jobs: readonly JobRecord[]): Promise<void> => writeTogether(table, jobs.map(jobWrite)),

    /** Adds the jobs of a day; returns `false` when they were added before. */
    async planDay(date: string, expiresAt: string, jobs: readonly JobRecord[]): Promise<boolean> {
      const dayKey = { pk: `DAY#${date}`, sk: 'PLANNED' };
      if (await getItem(table, dayKey)) return false;
      for (let start = 0; start < jobs.length; start += maxWritesTogether)
        await writeTogether(table, jobs.slice(start, start + maxWritesTogether).map(jobWrite));
      // The mark comes last: an interruption, or a second worker, makes a day's jobs twice, which only costs work.
      await putItem(table, { ...dayKey, ttl: ttlAt(expiresAt) });
      return true;
    },

    /**
     * Takes a job for one worker until `freeAt`. Returns `undefined` when the job has ended, is due later, or another
     * worker has it.
     */
    take(message: JobMessage, now: string, freeAt: string): Promise<JobRecord | undefined> {
      const isFree = { expression: '#freeAt <= :now', values: { now } };
      return unlessConditionFails(() =>
        updateItem<JobRecord>(table, {
          update: jobKey(message),
          set: { freeAt },
          add: { attempts: 1, fence: 1 },
          onlyIf: isFree,
        }),
      );
    },

    /** Changes a job that this worker has; returns `false` when it has lost the job. */
    change(
      job: JobRecord,
      { place, ...set }: Partial<Pick<JobRecord, 'freeAt' | 'attempts' | 'place' | 'sentAt'>>,
    ): Promise<boolean> {
      const update = {
        update: jobKey(job),
        set: { ...set, ...(place !== undefined && { place }) },
        onlyIf: isHeld(job),
      };
      return whenConditionHolds(() => updateItem(table, update));
    },

    /** Ends a job that this worker has; returns `false` when it has lost the job. */
    end: (job: JobRecord): Promise<boolean> => whenConditionHolds(() => writeTogether(table, [endWrite(job)])),

    /** Replaces a job that this worker has by its next one; returns `false` when it has lost the job. */
    replace: (job: JobRecord, next: JobRecord): Promise<boolean> =>
      whenConditionHolds(() => writeTogether(table, [endWrite(job), jobWrite(next)])),

    /** Moves a job that this worker has to the dead ones; returns `false` when it has lost the job. */
    bury(job: JobRecord, diedAt: string, error: string): Promise<boolean> {
      const dead: DeadJobRecord = { ...job, diedAt, error };
      return whenConditionHolds(() =>
        writeTogether(table, [endWrite(job), { put: { ...dead, ...deadKey({ id: job.id, diedAt }) } }]),
      );
    },

    /** Lists the jobs of a lane that are due, the oldest first, and says where the next page begins. */
    listDue: (lane: number, now: string, limit: number, after?: string) =>
      queryItemsUpTo<JobRecord & ItemKey>(table, { ...dueIn(lane, now), limit, after }),

    /** Counts the jobs that are due, up to `limitOfLane` in each lane. */
    async countDue(now: string, limitOfLane: number): Promise<{ count: number; isCutShort: boolean }> {
      const pages = await Promise.all(
        lanes.map((lane) => queryItemsUpTo<JobRecord & ItemKey>(table, { ...dueIn(lane, now), limit: limitOfLane })),
      );
      const count = pages.reduce((sum, { items }) => sum + items.length, 0);
      return { count, isCutShort: pages.some(({ next }) => next !== null) };
    },

    /** Notes that a message about the job was sent; a job that has ended stays ended. */
    noteSent(job: JobRecord, sentAt: string): Promise<boolean> {
      const exists: Condition = { expression: 'attribute_exists(#pk)' };
      return whenConditionHolds(() => updateItem(table, { update: jobKey(job), set: { sentAt }, onlyIf: exists }));
    },

    /** Lists the dead jobs, the newest first. */
    listDead: (limit: number, after?: string) =>
      queryItems<DeadJobRecord & ItemKey>(table, { ...deadJobs, limit, after }),

    /** Returns a dead job. It looks through all of them: they are few, and a person asks. */
    async findDead(id: string): Promise<DeadJobRecord | undefined> {
      for await (const items of queryPages<DeadJobRecord & ItemKey>(table, { ...deadJobs, limit: 100 })) {
        const found = items.find((dead) => dead.id === id);
        if (found) return found;
      }
      return undefined;
    },

    /** Returns the job that was due first, by looking into each lane. It may be running. */
    async findOldestDue(now: string): Promise<JobRecord | undefined> {
      const first = await Promise.all(
        lanes.map((lane) => queryItemsUpTo<JobRecord & ItemKey>(table, { ...dueIn(lane, now), limit: 1 })),
      );
      return first.flatMap(({ items }) => items).toSorted((one, other) => one.sk.localeCompare(other.sk))[0];
    },

    /** Makes a dead job a waiting one; returns `false` when it is no longer among the dead. */
    revive(dead: Pick<DeadJobRecord, 'id' | 'diedAt'>, job: JobRecord): Promise<boolean> {
      const exists: Condition = { expression: 'attribute_exists(#pk)' };
      return whenConditionHolds(() => writeTogether(table, [{ remove: deadKey(dead), onlyIf: exists }, jobWrite(job)]));
    },
  };
}

/** Returns the write that adds a job, for the transaction of the change that needs it. */
export function jobWrite(job: JobRecord): Write {
  return { put: { ...job, ...jobKey(job) } };
}

function endWrite(job: JobRecord): Write {
  return { remove: jobKey(job), onlyIf: isHeld(job) };
}

const isHeld = ({ fence }: JobRecord): Condition => ({ expression: '#fence = :fence', values: { fence } });

const deadJobs = { pk: 'DEAD-JOBS', prefix: 'JOB#' };
const lanePartition = (lane: number) => `JOBS#${lane.toString(laneCount)}`;
// "~" sorts behind "#", so that a job which is due at this very moment is among them.
const dueIn = (lane: number, now: string) => ({ pk: lanePartition(lane), upTo: `${now}~` });
const jobKey = ({ id, dueAt }: JobMessage): ItemKey => ({
  pk: lanePartition(spread(id, laneCount)),
  sk: `${dueAt}#${id}`,
});
const deadKey = ({ id, diedAt }: Pick<DeadJobRecord, 'id' | 'diedAt'>): ItemKey => ({
  pk: deadJobs.pk,
  sk: `JOB#${diedAt}#${id}`,
});
