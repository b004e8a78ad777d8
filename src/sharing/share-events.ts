import type { Form } from '../forms/define-form.ts';
import type { Ports } from '../ports.ts';
import type { Write } from '../records/item.ts';
import type { Person } from '../records/review-record.ts';
import type { ShareRecord } from '../records/share-record.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { beginReview, changeReview } from '../review/review.ts';

/** The attempts against decisions at the same moment. */
const maxAttempts = 5;

/** What happened to a link, and who did it. */
interface ShareChange {
  readonly kind: 'shared' | 'share-revoked';
  readonly actor: Person;
  readonly share: ShareRecord;
}

/**
 * Writes a change of a link with its event in the history of the submission, both or none. The event names no secret.
 * Returns `gone` for a submission that was deleted, `refused` when a condition of the writes does not hold, and
 * `overtaken` when decisions were faster each time.
 */
export async function writeWithEvent(
  ports: Ports,
  { form, submission }: { readonly form: Form; readonly submission: SubmissionRecord },
  { kind, actor, share: { fileId, expiresAt } }: ShareChange,
  writes: readonly Write[],
): Promise<'written' | 'gone' | 'refused' | 'overtaken'> {
  const file = Object.values(submission.files)
    .flat()
    .find(({ id }) => id === fileId);
  const to = { ...(file && { fileId, filename: file.filename }), expiresAt };
  let lastVersion: number | undefined;
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const before = await beginReview(ports, form, submission);
    if (!before) return 'gone';
    // No decision came in between, so it was a condition of the writes that did not hold.
    if (before.version === lastVersion) return 'refused';
    lastVersion = before.version;
    const event = { at: ports.clock().toISOString(), actor, kind, to };
    if (await changeReview(ports, { form, submission, before }, event, {}, writes)) return 'written';
  }
  return 'overtaken';
}
