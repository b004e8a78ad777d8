import { getItems } from './batch-get.ts';
import { putItems } from './batch-write.ts';
import { whenConditionHolds } from './condition.ts';
import { findEntries, noteEntries } from './entry-list.ts';
import {
  type EntryPlace,
  type IndexEntry,
  type IndexedForm,
  type IndexedItem,
  indexWrites,
  toEntryItem,
} from './index-items.ts';
import { getItem, type ItemKey, type Write, writeTogether } from './item.ts';
import { type JobRecord, jobWrite } from './job-records.ts';
import { type Page, queryItems, queryItemsUpTo } from './query.ts';
import { betweenIndexes, type ReviewEvent, type ReviewRecord, type SubmissionLine } from './review-record.ts';
import { entriesWrite, eventKey, eventPrefix, isAt, reviewKey, reviewWrites } from './review-writes.ts';
import type { Table } from './table.ts';

/** A change of a review: its event, and how the index and its counters follow. */
export interface ReviewChange {
  readonly submission: IndexedItem;
  readonly form: IndexedForm;
  /** The review before; `undefined` for the first event. */
  readonly before: ReviewRecord | undefined;
  readonly after: ReviewRecord;
  readonly event: ReviewEvent;
  readonly put: readonly IndexEntry[];
  /** All entries of the submission, where the review begins. */
  readonly entries?: readonly EntryPlace[];
  /** The entries that were noted before the review begins; see `addEntries`. */
  readonly noted?: readonly EntryPlace[];
  readonly remove: readonly EntryPlace[];
  readonly jobs?: readonly JobRecord[];
  readonly alongside?: readonly Write[];
}

/** The entries and the line of a submission by another declaration of its form. */
export interface Reindexing extends Pick<ReviewChange, 'submission' | 'form' | 'after'> {
  readonly before: ReviewRecord;
  /** The entries that stay as they are, and those that follow the review. */
  readonly lasting: readonly IndexEntry[];
  readonly put: readonly IndexEntry[];
  /** The entries so far. */
  readonly remove: readonly EntryPlace[];
}

/**
 * Stores the reviews of submissions and their histories. The review is one item, which holds the line of the table; the
 * entries of the index point to it.
 *
 * | pk              | sk             | item                                                                  |
 * |-----------------|----------------|-----------------------------------------------------------------------|
 * | `SUBMISSION#id` | `REVIEW`       | how far the review is, and the line                                   |
 * | `SUBMISSION#id` | `EVENT#000001` | the events of the history, in their order                             |
 * | `SUBMISSION#id` | `ENTRIES`      | the entries that the index has of the submission                      |
 * | `FORM#slug`     | `INDEX`        | the version that the index of the form is to have                     |
 */
export function createReviewRecords(table: Table) {
  return {
    find: (submissionId: string) => getItem<ReviewRecord>(table, reviewKey(submissionId)),

    /** Returns the reviews of submissions, in their order; `undefined` where there is none. */
    findAll: (submissionIds: readonly string[]) => getItems<ReviewRecord>(table, submissionIds.map(reviewKey)),

    /** Returns the event at this place in the history of a submission. */
    findEvent: (submissionId: string, n: number) => getItem<ReviewEvent>(table, eventKey(submissionId, n)),

    /** Returns the entries that the index has of a submission. */
    findEntries: (submissionId: string) => findEntries(table, submissionId),

    /** Lists the events of a submission, the newest first, behind the place `after`. */
    listEvents: (submissionId: string, limit: number, after?: string): Promise<Page<ReviewEvent & ItemKey>> =>
      queryItems<ReviewEvent & ItemKey>(table, { pk: `SUBMISSION#${submissionId}`, prefix: eventPrefix, limit, after }),

    /**
     * Lists the events of a submission, the oldest first, behind the event number `after`. The keys of the items are no
     * part of the events.
     */
    async listHistory(
      submissionId: string,
      limit: number,
      after = 0,
    ): Promise<{ events: ReviewEvent[]; next: number | null }> {
      const { pk, sk } = eventKey(submissionId, after);
      const upTo = `${eventPrefix}~`;
      const page = await queryItemsUpTo<ReviewEvent & ItemKey>(table, { pk, upTo, limit, after: sk });
      const events = page.items.map(({ pk: _pk, sk: _sk, ...event }) => event);
      return { events, next: page.next === null ? null : (events.at(-1)?.n ?? null) };
    },

    /**
     * Notes and writes the entries that stay as they are, before the review of a submission begins. A search leaves out an
     * entry without a review, and the next attempt writes it again. Returns all that were noted for the submission, or
     * `undefined` when its review has begun meanwhile.
     */
    async addEntries(
      form: IndexedForm,
      submission: IndexedItem,
      entries: readonly IndexEntry[],
    ): Promise<readonly EntryPlace[] | undefined> {
      const noted = await noteEntries(table, submission.id, entries);
      if (noted)
        await putItems(
          table,
          entries.map((entry) => toEntryItem(form, submission, entry)),
        );
      return noted;
    },

    /**
     * Writes a change with its event, its jobs, its places in the index and its counters, all or nothing. Returns `false`
     * when another change was faster.
     */
    change: (change: ReviewChange): Promise<boolean> =>
      whenConditionHolds(() => writeTogether(table, reviewWrites(change))),

    /**
     * Replaces the entries of a submission and its line; `false` when a change came in between. With all words and labels,
     * the entries of two declarations are too many for one transaction: those that stay as they are come first. At each
     * moment, the list of entries names all that there are, and a review in between has no version of an index: should
     * the worker die there, the submission is indexed anew even if the form is what it was before.
     */
    reindex({ submission, form, before, after, lasting, put, remove }: Reindexing): Promise<boolean> {
      const entries = [...lasting, ...put];
      // The entries to put come first, in their order.
      const writes = indexWrites(form, submission, { put: entries, remove });
      const between = { ...before, indexVersion: betweenIndexes };
      return whenConditionHolds(async () => {
        await writeTogether(table, [
          { update: reviewKey(submission.id), set: { indexVersion: betweenIndexes }, onlyIf: isAt(before) },
          entriesWrite(submission.id, [...entries, ...remove]),
          ...writes.slice(0, lasting.length),
        ]);
        await writeTogether(table, [
          { put: { ...after, ...reviewKey(submission.id) }, onlyIf: isAt(between) },
          entriesWrite(submission.id, entries),
          ...writes.slice(lasting.length),
        ]);
      });
    },

    /** Replaces the line of a review alone; `false` when another change was faster. */
    keepLine(before: ReviewRecord, line: SubmissionLine): Promise<boolean> {
      const set = { line, lineVersion: (before.lineVersion ?? 0) + 1 };
      const update = { update: reviewKey(line.id), set, onlyIf: isAt(before) };
      return whenConditionHolds(() => writeTogether(table, [update]));
    },

    /**
     * Notes the version that a form's index is to have, with the job that sees to it. Returns `false` when it was noted
     * before.
     */
    planReindex(form: string, indexVersion: string, job: JobRecord): Promise<boolean> {
      const plan = { put: { pk: `FORM#${form}`, sk: 'INDEX', indexVersion } };
      const isOther = {
        expression: 'attribute_not_exists(#pk) OR #indexVersion <> :wanted',
        values: { wanted: indexVersion },
      };
      return whenConditionHolds(() => writeTogether(table, [{ ...plan, onlyIf: isOther }, jobWrite(job)]));
    },
  };
}
