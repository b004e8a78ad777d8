import { toUser, type User } from '../accounts/users/user.ts';
import type { Forms } from '../forms/registry.ts';
import type { Ports } from '../ports.ts';
import type { ExportedSubmissions, ExportRecord } from '../records/export-record.ts';
import { maySeeSubmission } from '../submissions/policy.ts';

/** The resources of exports. */
export interface ExportPorts extends Ports {
  readonly forms: Forms;
}

/** True when a user may export these submissions. Those of a form are for its reviewers, one alone for all who may see it. */
export async function mayExport(
  { records, forms }: ExportPorts,
  user: User,
  what: ExportedSubmissions,
): Promise<boolean> {
  if ('submissionId' in what) {
    const submission = await records.submissions.find(what.submissionId);
    return submission !== undefined && maySeeSubmission(user, submission, forms);
  }
  const form = forms.get(what.form);
  return form !== undefined && (user.role === 'admin' || form.mayReview(user));
}

/** True when the user of an export may still have it. The rights of now count, and none beyond those of the request. */
export async function mayStillExport(ports: ExportPorts, { user, role, what }: ExportRecord): Promise<boolean> {
  const found = await ports.records.users.find(user.id);
  if (!found?.isActive) return false;
  const now = toUser(found);
  return mayExport(ports, role === 'admin' ? now : { ...now, role }, what);
}
