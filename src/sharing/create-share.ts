import { findGuessable } from '../accounts/passwords/guessable-password.ts';
import { hashPassword } from '../accounts/passwords/password.ts';
import type { User } from '../accounts/users/user.ts';
import { passwordInput } from '../accounts/users/user-input.ts';
import type { Forms } from '../forms/registry.ts';
import type { ShareTerms } from '../forms/share-terms.ts';
import { message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import { type FieldError, Problem } from '../problems/problem.ts';
import { invalidValues, toFieldErrors } from '../problems/validation.ts';
import type { ShareRecord } from '../records/share-record.ts';
import { shareWrites } from '../records/share-records.ts';
import { maySeeSubmission } from '../submissions/policy.ts';
import { dayMs } from '../values/duration.ts';
import { hashOf } from '../values/hash.ts';
import { isId } from '../values/id.ts';
import { writeWithEvent } from './share-events.ts';
import { shareTermsFor } from './share-rights.ts';
import { newShareSecret } from './share-secret.ts';

/** The most links of one maker to one submission, those that have ended in the last days among them. */
const maxSharesOfMaker = 50;

/** The key of a form, and the secret of its link: the same each time. */
interface PostedForm {
  readonly key: string;
  readonly secret: string;
}

/** The wishes of the maker of a link. Without them, the terms of the form decide. */
export interface NewShare {
  readonly submissionId: string;
  /** The file; absent for all files of the submission. */
  readonly fileId?: string | undefined;
  readonly expiresInDays?: number | undefined;
  readonly password?: string | undefined;
  readonly maxUses?: number | undefined;
  /** The form of a page, which a browser may send again: the same key makes no second link. */
  readonly posted?: PostedForm | undefined;
}

/**
 * Makes a link and returns its secret; the table gets the hash. The path of the link is `/s/` and the secret. Only the
 * form that made a link can show it again.
 */
export async function createShare(
  ports: Ports,
  forms: Forms,
  user: User,
  wishes: NewShare,
): Promise<{ readonly share: ShareRecord; readonly secret: string } | Problem> {
  const { records, clock } = ports;
  const { submissionId, fileId, password, posted } = wishes;
  const submission = isId(submissionId) ? await records.submissions.find(submissionId) : undefined;
  if (!submission || !maySeeSubmission(user, submission, forms)) return submissionNotFound();
  const terms = shareTermsFor(user, submission, forms);
  if (!terms) return new Problem('not-allowed', 'share-not-allowed');
  const files = Object.values(submission.files).flat();
  if (files.length === 0 || (fileId !== undefined && !files.some(({ id }) => id === fileId)))
    return new Problem('not-found', 'no-such-file');
  const errors = checkWishes(wishes, terms);
  if (errors.length > 0) return invalidValues(errors);
  const guessable = password === undefined ? undefined : await findGuessable(password, user);
  if (guessable) return guessable;
  const made = await records.shares.listOfSubmission(submissionId);
  if (made.filter(({ maker }) => maker.id === user.id).length >= maxSharesOfMaker)
    return new Problem('limit-reached', message('too-many-shares', { max: maxSharesOfMaker }));
  const secret = posted?.secret ?? newShareSecret();
  const { expiresInDays = terms.usualDays, maxUses = terms.maxDownloads } = wishes;
  const now = clock();
  const share: ShareRecord = {
    ...{ id: hashOf(secret), submissionId, form: submission.form },
    ...(fileId !== undefined && { fileId }),
    maker: { id: user.id, username: user.username },
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + expiresInDays * dayMs).toISOString(),
    ...(password !== undefined && { passwordHash: await hashPassword(password) }),
    ...(maxUses !== undefined && { maxUses }),
    uses: 0,
  };
  const form = forms.get(submission.form);
  const change = { kind: 'shared', actor: share.maker, share } as const;
  if (!form) return submissionNotFound();
  const outcome = await writeWithEvent(ports, { form, submission }, change, shareWrites(share, posted?.key));
  if (outcome === 'written') return { share, secret };
  if (outcome === 'overtaken') return new Problem('conflict', 'share-overtaken');
  if (!posted || !(await records.shares.isFormUsed(user.id, posted.key))) return submissionNotFound();
  const before = await records.shares.find(share.id);
  const isAlive = before && before.revokedAt === undefined && before.expiresAt > share.createdAt;
  return isAlive ? { share: before, secret } : new Problem('conflict', 'share-made-before');
}

/** Returns what is wrong with the wishes for a link, by the terms of its form. */
export function checkWishes(
  { expiresInDays = 1, password, maxUses = 1 }: Omit<NewShare, 'submissionId'>,
  { maxDays, maxDownloads, needsPassword }: ShareTerms,
): FieldError[] {
  return [
    ...checkNumber('expiresInDays', expiresInDays, maxDays),
    ...checkNumber('maxUses', maxUses, maxDownloads ?? Number.MAX_SAFE_INTEGER),
    ...checkPassword(password, needsPassword),
  ];
}

function checkNumber(field: string, value: number, max: number): FieldError[] {
  if (!Number.isInteger(value)) return [{ field, message: message('integer-expected') }];
  if (value < 1) return [{ field, message: message('number-too-small', { min: 1 }) }];
  return value > max ? [{ field, message: message('number-too-large', { max }) }] : [];
}

function checkPassword(password: string | undefined, isNeeded: boolean): FieldError[] {
  const field = 'password';
  if (password === undefined) return isNeeded ? [{ field, message: message('share-password-needed') }] : [];
  const checked = passwordInput.safeParse(password);
  return checked.success ? [] : toFieldErrors(checked.error).map((error) => ({ ...error, field }));
}

const submissionNotFound = () => new Problem('not-found', 'no-such-submission');
