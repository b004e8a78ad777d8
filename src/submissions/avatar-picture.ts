import { avatar } from '../forms/definitions/avatar.ts';
import type { Records } from '../records/records.ts';
import type { FileRecord } from '../records/submission-records.ts';

/** Returns the picture from a user's latest avatar form. */
export async function findAvatar(records: Records, userId: string): Promise<FileRecord | undefined> {
  const submission = await records.submissions.findLatest(userId, avatar.slug);
  return submission?.files.picture?.[0];
}

/** True when a user has sent an avatar form, which always has a picture. */
export async function hasAvatarForm(records: Records, userId: string): Promise<boolean> {
  return records.submissions.hasLatest(userId, avatar.slug);
}
