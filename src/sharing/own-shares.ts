import { toUser, type User } from '../accounts/users/user.ts';
import type { Forms } from '../forms/registry.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import type { ShareRecord, ShareUse } from '../records/share-record.ts';
import { revokeWrite } from '../records/share-records.ts';
import type { SubmissionRecord } from '../records/submission-records.ts';
import { mayReviewSubmission, maySeeSubmission } from '../submissions/policy.ts';
import { isId } from '../values/id.ts';
import { boundsOf, endOf, type ShareBounds, type ShareEnd } from './share-end.ts';
import { writeWithEvent } from './share-events.ts';
import { shareTermsFor } from './share-rights.ts';

/** A link in a list: with its bounds by the terms of now, and why it no longer works. */
export interface ListedShare {
  readonly share: ShareRecord;
  readonly bounds: ShareBounds;
  readonly end: ShareEnd | undefined;
  /** The name of its file; absent for a whole submission, and for one that is gone. */
  readonly filename?: string | undefined;
  /** The files of its submission. */
  readonly files?: readonly { readonly id: string; readonly filename: string }[];
  /** The form and the number of its submission. */
  readonly reference?: string;
}

/**
 * Lists the links to a submission, newest first. Its reviewers see all, other users their own.
 */
export async function listShares(
  ports: Ports,
  forms: Forms,
  user: User,
  submission: SubmissionRecord,
): Promise<ListedShare[]> {
  if (!maySeeSubmission(user, submission, forms)) return [];
  const shares = await ports.records.shares.listOfSubmission(submission.id);
  const visible = shares.filter((share) => mayManage(user, share, forms));
  const makers = await findMakers(ports, visible);
  return visible.map((share) => describe(ports, forms, share, { maker: makers.get(share.maker.id), submission }));
}

/** Lists a page of the links that a user has made, newest first. */
export async function listOwnShares(
  ports: Ports,
  forms: Forms,
  user: User,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly shares: ListedShare[]; readonly next: string | null }> {
  const { items, next } = await ports.records.shares.listOfMaker(user.id, limit, after);
  const [found, makers] = await Promise.all([
    ports.records.submissions.findAll(items.map(({ submissionId }) => submissionId)),
    findMakers(ports, items),
  ]);
  const submissions = new Map(found.map((submission) => [submission?.id, submission]));
  const sourceOf = ({ maker, submissionId }: ShareRecord) => ({
    maker: makers.get(maker.id),
    submission: submissions.get(submissionId),
  });
  return { shares: items.map((share) => describe(ports, forms, share, sourceOf(share))), next };
}

/** Returns a link of this user, or to a submission that they review. Any other counts as not found. */
async function findOwnShare({ records }: Ports, forms: Forms, user: User, id: string): Promise<ShareRecord | Problem> {
  const share = isId(id) ? await records.shares.find(id) : undefined;
  return share && mayManage(user, share, forms) ? share : new Problem('not-found', 'no-such-own-share');
}

/** Lists the uses of a link, newest first, to those who may revoke it. */
export async function listUses(
  { records }: Ports,
  { id }: ShareRecord,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly uses: ShareUse[]; readonly next: string | null }> {
  const { items, next } = await records.shares.listUses(id, limit, after);
  return { uses: items.map(({ at, fileId, client }) => ({ at, ...(fileId && { fileId }), client })), next };
}

/** Lists a page of the uses of a link to its maker and to those who review its submission. */
export async function listOwnUses(
  ports: Ports,
  forms: Forms,
  user: User,
  { id, ...page }: { readonly id: string; readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly uses: ShareUse[]; readonly next: string | null } | Problem> {
  const share = await findOwnShare(ports, forms, user, id);
  return share instanceof Problem ? share : listUses(ports, share, page);
}

/** Ends a link at once. One that has been ended before stays ended. */
export async function revokeShare(ports: Ports, forms: Forms, user: User, id: string): Promise<Problem | undefined> {
  const share = await findOwnShare(ports, forms, user, id);
  if (share instanceof Problem) return share;
  if (share.revokedAt !== undefined) return undefined;
  const revokedAt = ports.clock().toISOString();
  const submission = await ports.records.submissions.find(share.submissionId);
  const form = forms.get(share.form);
  if (!submission || !form) await ports.records.shares.revoke(id, revokedAt);
  else {
    const change = { kind: 'share-revoked', actor: { id: user.id, username: user.username }, share } as const;
    const outcome = await writeWithEvent(ports, { form, submission }, change, [revokeWrite(id, revokedAt)]);
    // Another request has ended it a moment ago, or decisions came too fast for an event: the link must end all the same.
    if (outcome !== 'written') await ports.records.shares.revoke(id, revokedAt);
  }
  return undefined;
}

/** True for the maker of a link and for those who review its submission. */
function mayManage(user: User, share: ShareRecord, forms: Forms): boolean {
  return share.maker.id === user.id || mayReviewSubmission(user, share, forms);
}

/** Returns the makers of links by their ids, each read once. Those who are gone or not active are left out. */
async function findMakers({ records }: Ports, shares: readonly ShareRecord[]): Promise<ReadonlyMap<string, User>> {
  const ids = [...new Set(shares.map(({ maker }) => maker.id))];
  const found = await Promise.all(ids.map((id) => records.users.find(id)));
  return new Map(found.flatMap((maker) => (maker?.isActive ? [[maker.id, toUser(maker)]] : [])));
}

/** The maker and the submission of a link, as far as they are still there. */
interface ShareSource {
  readonly maker: User | undefined;
  readonly submission: SubmissionRecord | undefined;
}

function describe({ clock }: Ports, forms: Forms, share: ShareRecord, { maker, submission }: ShareSource): ListedShare {
  const terms = submission && maker ? shareTermsFor(maker, submission, forms) : undefined;
  const { expiresAt, maxUses, fileId } = share;
  const files = submission ? Object.values(submission.files).flat() : [];
  const filename = files.find(({ id }) => id === fileId)?.filename;
  const source = { files, filename, ...(submission && { reference: `${submission.form}-${submission.number}` }) };
  return {
    share,
    ...source,
    bounds: terms ? boundsOf(share, terms) : { expiresAt, maxUses },
    end: endOf(share, terms, clock()),
  };
}
