import { toUser } from '../accounts/users/user.ts';
import { type OpenedFile, openFile } from '../files/opened-file.ts';
import { toFileRecord } from '../files/stored-file.ts';
import type { Form } from '../forms/define-form.ts';
import type { Forms } from '../forms/registry.ts';
import type { Ports } from '../ports.ts';
import type { ShareRecord } from '../records/share-record.ts';
import type { FileRecord, SubmissionRecord } from '../records/submission-records.ts';
import { type Gate, gateFor } from '../submissions/file-gate.ts';
import { hashOf } from '../values/hash.ts';
import { boundsOf, endOf, type ShareBounds } from './share-end.ts';
import { shareTermsFor } from './share-rights.ts';
import { isShareSecret } from './share-secret.ts';

/** A file behind a link, and whether people may fetch it now. */
export interface SharedFile {
  readonly file: FileRecord;
  readonly gate: Gate;
  /** The file to fetch; `undefined` where its gate is closed. */
  readonly opened: OpenedFile | undefined;
}

/** A link that leads to files, with what its page shows. */
export interface OpenShare {
  readonly share: ShareRecord;
  readonly form: Form;
  /** The name of its maker. */
  readonly sender: string;
  readonly files: readonly SharedFile[];
  readonly bounds: ShareBounds;
  /** Why it no longer works, where that may be told to people who have proven that they know it. */
  readonly end: 'expired' | 'used-up' | undefined;
}

/**
 * Finds a link by its secret. It works by the rights of now: its maker is active and may share the submission, which is
 * there with its files. It reads only.
 * @returns `undefined` for a link that leads nowhere; the reason is for its maker alone
 */
export async function openShare(ports: Ports, forms: Forms, secret: string): Promise<OpenShare | undefined> {
  const { records, clock } = ports;
  const share = isShareSecret(secret) ? await records.shares.find(hashOf(secret)) : undefined;
  if (!share) return undefined;
  const [maker, submission] = await Promise.all([
    records.users.find(share.maker.id),
    records.submissions.find(share.submissionId),
  ]);
  const form = forms.get(share.form);
  if (!maker?.isActive || !submission || !form) return undefined;
  const terms = shareTermsFor(toUser(maker), submission, forms);
  const end = endOf(share, terms, clock());
  if (!terms || end === 'revoked' || end === 'blocked') return undefined;
  const files = await filesOf(ports, forms, share, submission);
  if (files.length === 0) return undefined;
  return { share, form, sender: maker.username, files, bounds: boundsOf(share, terms), end };
}

/** Returns the files of a link that are still there. People who open a link are never their submitter. */
async function filesOf(
  ports: Ports,
  forms: Forms,
  { fileId }: ShareRecord,
  submission: SubmissionRecord,
): Promise<SharedFile[]> {
  const ids = Object.values(submission.files)
    .flat()
    .map(({ id }) => id)
    .filter((id) => fileId === undefined || id === fileId);
  return (await ports.records.uploads.findAll(ids)).flatMap((upload) => {
    if (upload?.state !== 'attached') return [];
    const [file, gate] = [toFileRecord(upload), gateFor({ ...ports, forms }, upload, undefined)];
    return [{ file, gate, opened: openFile(file, gate) }];
  });
}
