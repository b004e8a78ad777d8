import type { Context } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import type { AppEnv } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { readForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { toCursor } from '../../openapi/pagination.ts';
import { Problem } from '../../problems/problem.ts';
import { listOwnUses, revokeShare } from '../../sharing/own-shares.ts';
import { isId } from '../../values/id.ts';

/** Lists the uses of a link. */
export async function listUsesOf(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
) {
  const asked = { id: c.req.param('id') ?? '', limit, after: cursor };
  const page = await listOwnUses(dependencies, dependencies.forms, requireUser(c), asked);
  if (page instanceof Problem) return sendProblem(c, dependencies, page);
  const items = page.uses.map(({ at, client, fileId }) => ({ at, client, fileId: fileId ?? null }));
  return c.json({ items, nextCursor: toCursor(page.next) }, 200);
}

/** Ends a link. */
export async function revoke(c: Context<AppEnv>, dependencies: Dependencies) {
  const id = c.req.param('id') ?? '';
  const problem = await revokeShare(dependencies, dependencies.forms, requireUser(c), id);
  return problem ? sendProblem(c, dependencies, problem) : c.body(null, 204);
}

/** Ends a link by the button beside it, and leads back to the list. */
export async function revokeByForm(c: Context<AppEnv>, dependencies: Dependencies) {
  const id = c.req.param('id') ?? '';
  const from = (await readForm(c))?.get('from');
  const share = isId(id) ? await dependencies.records.shares.find(id) : undefined;
  const problem = await revokeShare(dependencies, dependencies.forms, requireUser(c), id);
  if (problem || !share) return sendProblem(c, dependencies, problem ?? new Problem('not-found', 'no-such-own-share'));
  const path = from === 'submission' ? `/submissions/${share.submissionId}/shares` : '/shares';
  return c.redirect(`${path}?revoked`, 303);
}
