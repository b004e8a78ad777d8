import type { User } from '../accounts/users/user.ts';
import type { Forms } from '../forms/registry.ts';
import type { Ports } from '../ports.ts';
import type { FileRecord } from '../records/submission-records.ts';
import type { Id } from '../values/id.ts';
import { accessibleTo } from './policy.ts';

/** Returns a submitted file that this user may see; any other file counts as not found. */
export async function findSubmittedFile(
  { records }: Ports,
  forms: Forms,
  user: User,
  id: Id,
): Promise<FileRecord | undefined> {
  const upload = await records.uploads.find(id);
  if (upload?.state !== 'attached' || upload.submissionId === undefined) return undefined;
  const submission = await records.submissions.find(upload.submissionId);
  if (!submission || !accessibleTo(user, submission, forms)) return undefined;
  return submission.files[upload.field]?.find((file) => file.id === id);
}
