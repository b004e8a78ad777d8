import type { Context } from 'hono';
import { type ApiToken, listTokens, makeToken } from '../accounts/tokens/api-token.ts';
import * as declared from '../api/tokens.ts';
import type { Dependencies } from '../dependencies.ts';
import { postNames } from '../forms/form-post.ts';
import type { AppEnv } from '../http/app-env.ts';
import { requirePerson } from '../http/guards.ts';
import { prefersPage } from '../http/negotiation.ts';
import { renderPage, toFormProblem } from '../http/render-page.tsx';
import { check, readJsonOrForm } from '../http/request-body.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { createRouter, route } from '../openapi/router.ts';
import { Problem } from '../problems/problem.ts';
import { newId, readId } from '../values/id.ts';
import { TokensPage } from '../views/tokens-page.tsx';

/** API tokens: to make, to look at, to revoke. Only in person: a token makes no tokens. */
export function tokens(dependencies: Dependencies) {
  const { records } = dependencies;
  const routes = createRouter();

  route(routes, declared.listTokens, async (c) => {
    const user = requirePerson(c);
    if (prefersPage(c)) return showPage(c, dependencies);
    return c.json({ items: (await listTokens(dependencies, user.id)).map(describeToken), nextCursor: null });
  });

  route(routes, declared.makeToken, async (c) => {
    const user = requirePerson(c);
    const body = await readJsonOrForm(c);
    const input = check(declared.NewToken, 'form' in body ? fromPost(body.form) : body.json);
    const idempotencyKey = 'form' in body ? keyOf(body.form) : undefined;
    const made =
      input instanceof Problem ? input : await makeToken(dependencies, user.id, { ...input, idempotencyKey });
    const wantsPage = 'form' in body && prefersPage(c);
    if (made instanceof Problem)
      return wantsPage ? showPage(c, dependencies, { problem: made }) : sendProblem(c, dependencies, made);
    // Shown in the answer itself, since it is kept nowhere from where another page could show it.
    if (wantsPage) return showPage(c, dependencies, { madeToken: made.text });
    return c.json({ ...describeToken(made.token), token: made.text }, 201);
  });

  const revoke = async (c: Context<AppEnv>): Promise<Problem | undefined> => {
    const user = requirePerson(c);
    const id = readId(c.req.param('id'));
    const isRemoved = id !== undefined && (await records.tokens.remove(user.id, id));
    return isRemoved ? undefined : new Problem('not-found', 'There is no such token.');
  };

  route(routes, declared.revokeToken, async (c) => {
    const problem = await revoke(c);
    return problem ? sendProblem(c, dependencies, problem) : c.body(null, 204);
  });

  // HTML forms know no DELETE.
  routes.post('/:id/delete', async (c) => {
    const problem = await revoke(c);
    return problem ? sendProblem(c, dependencies, problem) : c.redirect('/tokens', 303);
  });

  return routes;
}

/** An empty field of an HTML form is one that was not filled in. */
function fromPost(post: URLSearchParams): Record<string, unknown> {
  const { expiresInDays = '', [postNames.idempotencyKey]: _key, ...texts } = Object.fromEntries(post);
  return { ...texts, ...(expiresInDays !== '' && { expiresInDays: Number(expiresInDays) }) };
}

/** What the page has put into its form, if that is it. */
function keyOf(post: URLSearchParams): string | undefined {
  return readId(post.get(postNames.idempotencyKey));
}

async function showPage(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  { madeToken, problem }: { madeToken?: string; problem?: Problem } = {},
): Promise<Response> {
  const found = await listTokens(dependencies, requirePerson(c).id);
  const shown = {
    tokens: found.map(describeToken),
    madeToken,
    idempotencyKey: newId(),
    failure: toFormProblem(problem),
  };
  const page = <TokensPage {...shown} />;
  return renderPage(c, dependencies, 'API tokens', page, problem ?? (madeToken === undefined ? 200 : 201));
}

function describeToken({ id, name, scope, createdAt, expiresAt, lastUsedAt }: ApiToken) {
  return { id, name, scope, createdAt, expiresAt: expiresAt ?? null, lastUsedAt: lastUsedAt ?? null };
}
