import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Text } from '../messages/text.ts';
import { whenConditionHolds } from './condition.ts';
import type { IndexedForm } from './index-items.ts';
import { getItem, putItem, removeItem, updateItem, writeTogether } from './item.ts';
import { createNumberRanges } from './number-ranges.ts';
import {
  findSubmissions,
  listOldest,
  listRows,
  listSubmissions,
  type SubmissionListKey,
  submissionKey,
} from './submission-lists.ts';
import { type Additions, idempotencyKey, latestKey, submissionWrites } from './submission-writes.ts';
import { callTable, type Table } from './table.ts';

/** The value of an ordinary field; `null` for a number that was left out. */
export type FieldValue = string | number | boolean | null;

/** A file, as its submission stores it. */
export interface FileRecord {
  readonly id: string;
  readonly key: string;
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string | null;
  readonly crc32: string | null;
  /** The encoding of a text, as its upload says. */
  readonly charset?: string | null;
}

/** A stored submission with its values and files, as it was sent. Only the checksums of its files may follow. */
export interface SubmissionRecord {
  readonly id: string;
  readonly number: number;
  readonly form: string;
  /** The version of the form that took it; absent in submissions from before there were versions. */
  readonly formVersion?: string;
  readonly submittedAt: string;
  readonly submitter: { readonly id: string; readonly username: string };
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly files: Readonly<Record<string, readonly FileRecord[]>>;
  /** The returned submission of which this one is a new version. */
  readonly supersedes?: string;
  /** The labels of what an older page asked for and the form no longer takes, where something was filled in. */
  readonly notKept?: readonly Text[];
  /** The key of the form that made it; absent in submissions from before it was stored. */
  readonly idempotencyKey?: string;
}

/** Where a submission has a file: the field, the index in it, and the file itself. */
export interface FilePlace {
  readonly field: string;
  readonly index: number;
  readonly file: Pick<FileRecord, 'id'>;
}

/** The number of a form's submissions and files, and the sum of their bytes, at a time. */
export interface FormTotals {
  readonly submissions: number;
  readonly files: number;
  readonly bytes: number;
  readonly countedAt: string;
}

/**
 * Stores submissions, by id and in three lists: by submitter, by form and all. It also stores the keys that detect a
 * repeated submission, and the numbers on receipts.
 *
 * | pk              | sk                     | item                                                   |
 * |-----------------|------------------------|--------------------------------------------------------|
 * | `SUBMISSION#id` | `SUBMISSION`           | a submission, whole                                    |
 * | `USER#id`       | `SUBMISSION#time#id`   | the submitter's list, newest first when read backwards |
 * | `FORM#slug`     | `SUBMISSION#time#id`   | the reviewers' list                                    |
 * | `FORM#slug#0-f` | `SUBMISSION#time#id` | the same list of a busy form, in 16 shards             |
 * | `ALL#0-f`       | `SUBMISSION#time#id`   | the admins' list, in 16 shards                         |
 * | `ALL`           | `SUBMISSION#time#id`   | the same, from before there were shards                |
 * | `USER#id`       | `LATEST#slug`          | the submitter's latest submission of an account's form |
 * | `USER#id`       | `IDEMPOTENCY#slug#key` | the submission that the key made                       |
 * | `FORM#slug`     | `NUMBER`               | the last receipt number given out                      |
 * | `FORM#slug`     | `TOTALS`               | the number of submissions, files and bytes             |
 */
export function createSubmissionRecords(table: Table) {
  const takeNumbers = async (form: string, count: number) => {
    const update = { update: { pk: `FORM#${form}`, sk: 'NUMBER' }, add: { last: count } };
    return (await updateItem<{ last: number }>(table, update)).last;
  };
  const ranges = createNumberRanges(takeNumbers);

  return {
    find: (id: string) => getItem<SubmissionRecord>(table, submissionKey(id)),

    findAll: (ids: readonly string[]) => findSubmissions(table, ids),

    /**
     * Returns the next receipt number of a form. Numbers rise; an unused number leaves a gap. Those of a busy form are
     * from a range of this process.
     */
    nextNumber: (form: string, { isBusy = false } = {}): Promise<number> =>
      isBusy ? ranges.next(form) : takeNumbers(form, 1),

    /** Returns the submission that this key has already made for this user and form. */
    async findByIdempotencyKey(
      userId: string,
      form: string,
      key: string,
    ): Promise<{ submissionId: string; fingerprint: string } | undefined> {
      return getItem(table, idempotencyKey(userId, form, key));
    },

    /**
     * Writes the submission, its files, its jobs, its places in the lists and its idempotency key, all or nothing.
     * Returns `false` when a file was no longer free, the key was used meanwhile, or what it supersedes has changed.
     */
    async add(
      submission: SubmissionRecord,
      idempotency: { key: string; fingerprint: string },
      additions: Additions = {},
    ): Promise<boolean> {
      const { writes, marks } = submissionWrites(submission, idempotency, additions);
      const isAdded = await whenConditionHolds(() => writeTogether(table, writes));
      if (isAdded) await Promise.all(marks.map((mark) => removeItem(table, mark)));
      return isAdded;
    },

    /** Stores the CRC-32 (Base64) of a submission's file; `false` when the file is not there. */
    keepCrc32(id: string, { field, index, file }: FilePlace, crc32: string): Promise<boolean> {
      const path = `#files.#field[${index}]`;
      const update = new UpdateCommand({
        TableName: table.name,
        Key: submissionKey(id),
        UpdateExpression: `SET ${path}.#crc32 = :crc32`,
        ConditionExpression: `${path}.#id = :id`,
        ExpressionAttributeNames: { '#files': 'files', '#field': field, '#crc32': 'crc32', '#id': 'id' },
        ExpressionAttributeValues: { ':crc32': crc32, ':id': file.id },
      });
      return whenConditionHolds(() => callTable(() => table.documents.send(update)));
    },

    /** Keeps what a form holds. */
    keepTotals: (form: string, totals: FormTotals): Promise<void> => putItem(table, { ...totalsKey(form), ...totals }),

    /** Returns what a form holds, as last counted. */
    findTotals: (form: string) => getItem<FormTotals>(table, totalsKey(form)),

    /** Lists whole submissions, newest first, behind the place `after`. */
    list: (of: SubmissionListKey, limit: number, after?: string) => listSubmissions(table, of, limit, after),

    /** Lists the rows of submissions, newest first; the whole submissions where they are from before there were rows. */
    listRows: (of: SubmissionListKey, limit: number, after?: string) => listRows(table, of, limit, after),

    /** Lists the ids of a form's submissions from before a time (ISO 8601), the oldest first, behind the place `after`. */
    listOldest: (form: IndexedForm, before: string, limit: number, after?: string) =>
      listOldest(table, form, before, limit, after),

    /** Returns the submitter's latest submission of a form. */
    async findLatest(userId: string, form: string): Promise<SubmissionRecord | undefined> {
      const latest = await getItem<{ submissionId: string }>(table, latestKey(userId, form));
      return latest && getItem<SubmissionRecord>(table, submissionKey(latest.submissionId));
    },
  };
}

const totalsKey = (form: string) => ({ pk: `FORM#${form}`, sk: 'TOTALS' });
