import { avatar } from '../forms/definitions/avatar.ts';
import type { Records } from '../records/records.ts';
import type { FileRecord, SubmissionRecord } from '../records/submission-records.ts';

/** Returns the picture from a user's latest avatar form. */
export async function findAvatar(records: Records, userId: string): Promise<FileRecord | undefined> {
  const submission = await records.submissions.findLatest(userId, avatar.slug);
  return submission && pictureIn(submission);
}

/** Returns the picture that a submission brings its submitter; only the avatar form does. */
export function pictureIn({ form, files }: Pick<SubmissionRecord, 'form' | 'files'>): FileRecord | undefined {
  return form === avatar.slug ? files.picture?.[0] : undefined;
}
