import { getItems } from './batch-get.ts';
import { removeItems } from './batch-write.ts';
import { isUnchanged, whenConditionHolds } from './condition.ts';
import { listDeletedSince, listedDeletion } from './deletion-list.ts';
import { findEntries } from './entry-list.ts';
import { type Finding, openFindingOf } from './finding-records.ts';
import { filesHeldBy } from './held-files.ts';
import {
  counterWrites,
  type EntryPlace,
  entryKeys,
  type IndexedForm,
  type IndexedItem,
  indexWrites,
} from './index-items.ts';
import { getItem, type ItemKey, isNew, removeItem, type Write, writeTogether } from './item.ts';
import { type JobRecord, jobWrite } from './job-records.ts';
import { queryPages } from './query.ts';
import type { ReviewEvent, ReviewRecord } from './review-record.ts';
import { entriesKey, isAt, reviewKey } from './review-writes.ts';
import { rowKeys, submissionKey } from './submission-lists.ts';
import type { SubmissionRecord } from './submission-records.ts';
import { idempotencyKey, latestKey } from './submission-writes.ts';
import type { Table } from './table.ts';
import { uploadKey } from './upload-records.ts';
import { userKey } from './user-address.ts';

/** A deleted submission: nothing that people filled in, and the end of its history. */
export interface DeletionRecord {
  readonly id: string;
  readonly form: string;
  readonly number: number;
  readonly files: { readonly count: number; readonly totalBytes: number };
  /** The days for which its form kept it, where they had passed. */
  readonly keptForDays?: number;
  /**
   * The last event of the history: by whom, when, and the reason as its note. Its number and `previous` are those of a
   * chain whose other events are gone.
   */
  readonly event: ReviewEvent;
}

/** What is left of a deleted submission until the job has removed it. */
export interface DeletionRemains {
  readonly form: IndexedForm;
  readonly submission: Pick<SubmissionRecord, 'id' | 'submittedAt' | 'submitter'>;
  /** The keys of its objects in the bucket. */
  readonly keys: readonly string[];
  /** The ids of its files, of which there may be further objects; absent in remains from before there were any. */
  readonly fileIds?: readonly string[];
  /** Its files among the open findings of scans; absent in remains from before there were any. */
  readonly openFindings?: readonly Finding[];
  readonly entries: readonly EntryPlace[];
  /** True for a submission that does not say which key made it. */
  readonly lacksIdempotencyKey: boolean;
}

/** The entries of a submission in the index of its form. */
interface IndexedRemains extends Pick<DeletionRemains, 'form' | 'entries'> {
  readonly submission: IndexedItem;
}

/** The deletion of a submission, as it was read. */
export interface Deletion {
  readonly form: IndexedForm;
  readonly submission: SubmissionRecord;
  readonly review: ReviewRecord | undefined;
  /** The entries of the index that follow the review. They go with its counter. */
  readonly reviewEntries: readonly EntryPlace[];
  readonly deleted: DeletionRecord;
  readonly job: JobRecord;
}

/**
 * Stores which submissions were deleted, and what is left of them.
 *
 * | pk              | sk                | item                                            |
 * |-----------------|-------------------|-------------------------------------------------|
 * | `SUBMISSION#id` | `DELETED`         | by whom, when and why; the end of the history   |
 * | `SUBMISSION#id` | `REMAINS`         | what the job has still to remove                |
 * | `FORM#slug`     | `DELETED#time#id` | a submission that was deleted in the last days  |
 */
export function createDeletionRecords(table: Table) {
  return {
    /** Returns a deleted submission. */
    find: (id: string) => getItem<DeletionRecord>(table, deletedKey(id)),

    /**
     * Takes a submission out of reach. All that leads to it and its files goes, all or nothing, and a job is left for the
     * rest. Returns `false` when it was changed or deleted meanwhile.
     */
    async begin(deletion: Deletion): Promise<boolean> {
      const { form, submission, review, reviewEntries, deleted, job } = deletion;
      const { id, submitter, files } = submission;
      const [entries, aboutSubmitter, held] = await Promise.all([
        findEntries(table, id),
        writesAboutSubmitter(table, submission),
        filesHeldBy(table, id, Object.values(files).flat()),
      ]);
      const remains: DeletionRemains = {
        form,
        submission: { id, submittedAt: submission.submittedAt, submitter },
        keys: held.map(({ key }) => key),
        fileIds: held.map(({ id }) => id),
        openFindings: held.flatMap(({ id, scan }) => openFindingOf(id, scan) ?? []),
        entries,
        lacksIdempotencyKey: submission.idempotencyKey === undefined,
      };
      return whenConditionHolds(() =>
        writeTogether(table, [
          { put: { ...deletedKey(id), ...deleted }, onlyIf: isNew },
          { put: { ...remainsKey(id), ...remains } },
          { put: listedDeletion(form.slug, id, deleted.event.at) },
          { remove: submissionKey(id), onlyIf: { expression: 'attribute_exists(#pk)' } },
          { remove: reviewKey(id), onlyIf: review ? isAt(review) : isNew },
          ...rowKeys(submission).map((key) => ({ remove: key })),
          ...aboutSubmitter,
          // A scan that goes on meanwhile may have listed the file where the remains do not look.
          ...held.map((file) => ({ remove: uploadKey(file.id), onlyIf: isUnchanged(file, ['scan']) })),
          ...indexWrites(form, submission, { put: [], remove: reviewEntries }),
          ...counterWrites(form, id, { from: review?.state, to: undefined, at: deleted.event.at }),
          jobWrite(job),
        ]),
      );
    },

    /** Lists the submissions of a form that were deleted since a time of these days, and whether there are more. */
    listSince: (form: string, time: string, limit: number) => listDeletedSince(table, form, time, limit),

    /** Returns what is left of a deleted submission. */
    findRemains: (id: string) => getItem<DeletionRemains>(table, remainsKey(id)),

    /**
     * Removes the entries that the index has of a deleted submission. A job may have added some after the deletion read
     * them and before it began.
     */
    async removeEntries({ form, submission, entries }: IndexedRemains): Promise<void> {
      const places = [...entries, ...(await findEntries(table, submission.id))];
      const keys = places.flatMap((entry) => entryKeys(form, submission, entry));
      const distinct = new Map(keys.map((key) => [`${key.pk} ${key.sk}`, key]));
      await removeItems(table, [...distinct.values()]);
      await removeItem(table, entriesKey(submission.id));
    },

    /** Removes the history of a deleted submission but for its last event. */
    async removeEvents({ submission: { id } }: DeletionRemains): Promise<void> {
      const events = { pk: submissionKey(id).pk, prefix: 'EVENT#', limit: 100 };
      for await (const items of queryPages<ItemKey>(table, events)) await removeItems(table, items);
    },

    /**
     * Removes the key that made a deleted submission, where the submission did not name it. It looks at those of its
     * submitter.
     */
    async removeIdempotencyKey({ form, submission, lacksIdempotencyKey }: DeletionRemains): Promise<void> {
      if (!lacksIdempotencyKey) return;
      const { pk, sk: prefix } = idempotencyKey(submission.submitter.id, form.slug, '');
      for await (const items of queryPages<ItemKey & { submissionId: string }>(table, { pk, prefix, limit: 100 }))
        await removeItems(
          table,
          items.filter(({ submissionId }) => submissionId === submission.id),
        );
    },

    /** Ends the deletion of a submission: nothing is left of it. */
    end: (id: string): Promise<void> => removeItem(table, remainsKey(id)),
  };
}

/** Returns the writes that remove a submission where its submitter is described: the picture and the latest one. */
async function writesAboutSubmitter(table: Table, submission: SubmissionRecord): Promise<Write[]> {
  const { id, form, submitter, files, idempotencyKey: key } = submission;
  const latest = latestKey(submitter.id, form);
  const items = await getItems<{ submissionId?: string; avatarId?: string }>(table, [latest, userKey(submitter.id)]);
  const avatarId = items[1]?.avatarId;
  const isPicture = Object.values(files).some((list) => list.some((file) => file.id === avatarId));
  return [
    ...(key === undefined ? [] : [{ remove: idempotencyKey(submitter.id, form, key) }]),
    ...(items[0]?.submissionId === id
      ? [{ remove: latest, onlyIf: { expression: '#submissionId = :submission', values: { submission: id } } }]
      : []),
    ...(isPicture
      ? [
          {
            update: userKey(submitter.id),
            unset: ['avatarId'],
            onlyIf: { expression: '#avatarId = :picture', values: { picture: avatarId } },
          },
        ]
      : []),
  ];
}

const deletedKey = (id: string): ItemKey => ({ ...submissionKey(id), sk: 'DELETED' });
const remainsKey = (id: string): ItemKey => ({ ...submissionKey(id), sk: 'REMAINS' });
