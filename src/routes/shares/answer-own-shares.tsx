import type { Context } from 'hono';
import type { User } from '../../accounts/users/user.ts';
import type { Dependencies } from '../../dependencies.ts';
import { postNames } from '../../forms/form-post.ts';
import { declarationFor } from '../../forms/versions.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { findVisible } from '../../http/find-visible.ts';
import { requireUser } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { renderPage } from '../../http/render-page.tsx';
import { check, readJsonOrForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { textIn } from '../../messages/text.ts';
import { toCursor } from '../../openapi/pagination.ts';
import { Problem } from '../../problems/problem.ts';
import type { SubmissionRecord } from '../../records/submission-records.ts';
import { createShare } from '../../sharing/create-share.ts';
import { type ListedShare, listOwnShares, listShares } from '../../sharing/own-shares.ts';
import { shareCommand } from '../../sharing/share-command.ts';
import { shareTermsFor } from '../../sharing/share-rights.ts';
import { shareSecretOf } from '../../sharing/share-secret.ts';
import { shownShares } from '../../sharing/shown-shares.ts';
import { newId, readId } from '../../values/id.ts';
import type { MadeShareProps } from '../../views/made-share.tsx';
import { OwnSharesPage } from '../../views/own-shares-page.tsx';
import { SharesPage } from '../../views/shares-page.tsx';
import { NewShareBody } from './own-share-schemas.ts';

/** Lists the links that a user made. */
export async function listOwn(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const user = requireUser(c);
  const page = await listOwnShares(dependencies, dependencies.forms, user, { limit, after: cursor });
  const nextCursor = toCursor(page.next);
  if (!prefersPage(c)) return c.json({ items: page.shares.map(describeShare), nextCursor }, 200);
  return renderPage(
    c,
    dependencies,
    ({ pages }) => pages.links.title,
    <OwnSharesPage
      shares={await shownShares(dependencies, user, page.shares, { hasSource: true })}
      nextPath={nextCursor && `/shares?limit=${limit}&cursor=${nextCursor}`}
      isRevoked={c.req.query('revoked') !== undefined}
    />,
  );
}

/** Lists the links to a submission, with the form that makes one where the reader may. */
export async function listOfSubmission(c: Context<AppEnv>, dependencies: Dependencies) {
  const submission = await findVisible(c, dependencies);
  if (submission instanceof Problem) return sendProblem(c, dependencies, submission);
  if (prefersPage(c)) return showShares(c, dependencies, submission);
  const shares = await listShares(dependencies, dependencies.forms, requireUser(c), submission);
  return c.json({ items: shares.map(describeShare), nextCursor: null }, 200);
}

/** Makes a link, and shows it. */
export async function make(c: Context<AppEnv>, dependencies: Dependencies) {
  const user = requireUser(c);
  const body = await readJsonOrForm(c);
  const submission = await findVisible(c, dependencies);
  if (submission instanceof Problem) return sendProblem(c, dependencies, submission);
  const input = check(NewShareBody, 'form' in body ? fromPost(body.form) : body.json);
  const { file: fileId, ...wishes } = input instanceof Problem ? {} : input;
  const made =
    input instanceof Problem
      ? input
      : await createShare(dependencies, dependencies.forms, user, {
          ...{ ...wishes, fileId, submissionId: submission.id },
          posted: 'form' in body ? postedForm(dependencies, user, submission, body.form) : undefined,
        });
  const wantsPage = 'form' in body && prefersPage(c);
  if (made instanceof Problem)
    return wantsPage
      ? showShares(c, dependencies, submission, { failure: made, post: body.form })
      : sendProblem(c, dependencies, made);
  const url = `${dependencies.publicUrl}/s/${made.secret}`;
  const { expiresAt, maxUses } = made.share;
  const listed: ListedShare = { share: made.share, bounds: { expiresAt, maxUses }, end: undefined };
  // The page of this response shows the link, without a redirect: no other address could.
  if (wantsPage)
    return showShares(c, dependencies, submission, { made: toMade(dependencies, submission, listed, made.secret) });
  return c.json({ ...describeShare({ ...listed, filename: filenameOf(submission, fileId) }), url }, 201);
}

function postedForm(
  { linkSigner }: Dependencies,
  { id: userId }: User,
  { id }: SubmissionRecord,
  post: URLSearchParams,
) {
  const key = readId(post.get(postNames.idempotencyKey));
  return key && { key, secret: shareSecretOf(linkSigner, `${userId}_${id}_${key}`) };
}

interface ShownAfter {
  readonly failure?: Problem;
  readonly post?: URLSearchParams;
  readonly made?: MadeShareProps;
}

async function showShares(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  submission: SubmissionRecord,
  { failure, post, made }: ShownAfter = {},
) {
  const { forms } = dependencies;
  const user = requireUser(c);
  const [shares, declaration] = await Promise.all([
    listShares(dependencies, forms, user, submission),
    declarationFor(dependencies, forms, submission),
  ]);
  const terms = shareTermsFor(user, submission, forms);
  const title = declaration?.title ?? submission.form;
  const files = Object.values(submission.files).flat();
  const { password: _password, ...typed } = Object.fromEntries(post ?? []);
  return renderPage(
    c,
    dependencies,
    ({ pages, language }) => {
      const formTitle = textIn(title, language);
      return pages.links.titleOf({ name: pages.submissions.receiptTitle({ formTitle, number: submission.number }) });
    },
    <SharesPage
      submissionId={submission.id}
      formTitle={title}
      number={submission.number}
      form={terms && files.length > 0 ? { terms, files, typed, failure, idempotencyKey: newId() } : undefined}
      made={made}
      shares={await shownShares(dependencies, user, shares)}
      isRevoked={c.req.query('revoked') !== undefined}
    />,
    failure ?? (made === undefined ? 200 : 201),
  );
}

function toMade(
  { publicUrl }: Dependencies,
  submission: SubmissionRecord,
  { share, bounds }: ListedShare,
  secret: string,
): MadeShareProps {
  const hasPassword = share.passwordHash !== undefined;
  const files = share.fileId === undefined ? Object.values(submission.files).flat().length : 1;
  return {
    url: `${publicUrl}/s/${secret}`,
    command: shareCommand({ origin: publicUrl, secret, hasPassword, files }),
    filename: filenameOf(submission, share.fileId),
    files,
    expiresAt: bounds.expiresAt,
    hasPassword,
  };
}

function filenameOf({ files }: SubmissionRecord, fileId: string | undefined): string | undefined {
  return Object.values(files)
    .flat()
    .find(({ id }) => id === fileId)?.filename;
}

/** Returns the posted settings as the JSON that they stand for. An empty field counts as absent. */
function fromPost(post: URLSearchParams): Record<string, unknown> {
  const { file = '', password = '', expiresInDays = '', maxUses = '' } = Object.fromEntries(post);
  return {
    ...(file !== '' && { file }),
    ...(password !== '' && { password }),
    ...(expiresInDays !== '' && { expiresInDays: Number(expiresInDays) }),
    ...(maxUses !== '' && { maxUses: Number(maxUses) }),
  };
}

function describeShare({ share, bounds, end, filename }: ListedShare) {
  const { id, submissionId, fileId, maker, createdAt, uses, lastUsedAt, revokedAt, passwordHash } = share;
  return {
    ...{ id, submissionId, fileId: fileId ?? null, filename: filename ?? null },
    maker: { id: maker.id, username: maker.username },
    ...{ createdAt, expiresAt: bounds.expiresAt, hasPassword: passwordHash !== undefined, uses },
    ...{ maxUses: bounds.maxUses ?? null, lastUsedAt: lastUsedAt ?? null, revokedAt: revokedAt ?? null },
    state: end ?? ('works' as const),
  };
}
