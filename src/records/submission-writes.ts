import { type ItemKey, isNew, type Write } from './item.ts';
import { type JobRecord, jobWrite } from './job-records.ts';
import { openKey } from './open-upload.ts';
import { listWrites, type RowTexts, submissionKey } from './submission-lists.ts';
import type { SubmissionRecord } from './submission-records.ts';
import { attach, takeOver } from './upload-writes.ts';
import { userKey } from './user-address.ts';

/** What is written beside a submission, its files and its idempotency key; see `add`. */
export interface Additions {
  readonly isBusy?: boolean;
  /** False for a form whose latest submission is never looked up: `findLatest` does not find it. */
  readonly isLatestKept?: boolean;
  /** The texts of its rows in the lists; without them a list reads the submission itself. */
  readonly shown?: RowTexts;
  readonly jobs?: readonly JobRecord[];
  /** The file that becomes the submitter's picture with it. */
  readonly avatarId?: string | undefined;
  /** The files that it takes over from the submission that it supersedes, by id. */
  readonly takenOver?: ReadonlySet<string>;
  /** True when its files wait for their scan, but for those that have a verdict. */
  readonly isScanned?: boolean;
  /** Writes that are made with it or not at all, such as the end of the review that it supersedes. */
  readonly alongside?: readonly Write[];
}

/**
 * Returns the writes that store a submission, with the keys of the marks of its uploads. The marks go in the same
 * transaction where it has room for them: beside many files and the end of a review it has none.
 *
 * @returns the writes, and the marks that are left to remove after them
 */
export function submissionWrites(
  submission: SubmissionRecord,
  idempotency: { key: string; fingerprint: string },
  {
    isBusy = false,
    isLatestKept = true,
    isScanned = false,
    shown,
    jobs = [],
    avatarId,
    takenOver,
    alongside = [],
  }: Additions,
): { readonly writes: Write[]; readonly marks: readonly ItemKey[] } {
  const { id, form, submitter } = submission;
  const files = Object.values(submission.files).flat();
  const isTakenOver = (file: { id: string }) => takenOver?.has(file.id) === true;
  const marks = files.flatMap((file) => (isTakenOver(file) ? [] : [openKey(submitter.id, file.id)]));
  const isRoomy = alongside.length === 0;
  const writes: Write[] = [
    { put: { ...submissionKey(id), ...submission, idempotencyKey: idempotency.key }, onlyIf: isNew },
    {
      put: {
        ...idempotencyKey(submitter.id, form, idempotency.key),
        submissionId: id,
        fingerprint: idempotency.fingerprint,
      },
      onlyIf: isNew,
    },
    ...listWrites(submission, { isBusy, texts: shown }),
    ...(isLatestKept ? [{ put: { ...latestKey(submitter.id, form), submissionId: id } }] : []),
    ...files.map((file) =>
      isTakenOver(file) ? takeOver(file, submission.supersedes, id, isScanned) : attach(file, id, isScanned),
    ),
    ...jobs.map(jobWrite),
    ...(avatarId ? [{ update: userKey(submitter.id), set: { avatarId }, onlyIf: userExists }] : []),
    ...alongside,
    ...(isRoomy ? marks.map((mark) => ({ remove: mark })) : []),
  ];
  return { writes, marks: isRoomy ? [] : marks };
}

const userExists = { expression: 'attribute_exists(#pk)' };

export const latestKey = (userId: string, form: string) => ({ pk: `USER#${userId}`, sk: `LATEST#${form}` });
export const idempotencyKey = (userId: string, form: string, key: string) => ({
  pk: `USER#${userId}`,
  sk: `IDEMPOTENCY#${form}#${key}`,
});
