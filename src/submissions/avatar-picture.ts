import { avatar } from '../forms/definitions/avatar.ts';
import type { Records } from '../records/records.ts';
import type { FileRecord } from '../records/submission-records.ts';

/** Returns the picture from a user's latest avatar form. */
export async function findAvatar(records: Records, userId: string): Promise<FileRecord | undefined> {
  const submission = await records.submissions.findLatest(userId, avatar.slug);
  return submission?.files.picture?.[0];
}
