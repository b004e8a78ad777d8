import type { Context } from 'hono';
import * as z from 'zod';
import { maxTokenDays } from '../accounts/limits.ts';
import { defaultScope, scopes } from '../accounts/roles.ts';
import { listTokens, makeToken, type ApiToken as Token } from '../accounts/tokens/api-token.ts';
import { usernameInput } from '../accounts/users/user-input.ts';
import type { Dependencies } from '../dependencies.ts';
import { postNames } from '../forms/form-post.ts';
import type { AppEnv, ResponseWithoutJson } from '../http/app-env.ts';
import { requirePerson } from '../http/guards.ts';
import { prefersPage } from '../http/negotiation.ts';
import { renderPage, toFormProblem } from '../http/render-page.tsx';
import { check, readJsonOrForm } from '../http/request-body.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { jsonObject } from '../openapi/json-object.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { listOf } from '../openapi/pagination.ts';
import { createRouter, route } from '../openapi/router.ts';
import { identifier, time } from '../openapi/string-formats.ts';
import { Problem } from '../problems/problem.ts';
import { newId, readId } from '../values/id.ts';
import { TokensPage } from '../views/tokens-page.tsx';

/** A token as its owner asks for it. */
export const NewToken = jsonObject({
  name: usernameInput,
  scope: z.enum(scopes, `This must be one of ${scopes.join(', ')}.`).default(defaultScope),
  expiresInDays: z
    .int('This must be a whole number of days.')
    .min(1, 'This must be a day or more.')
    .max(maxTokenDays, `This must be ${maxTokenDays} days or less.`)
    .optional(),
}).meta({ id: 'NewToken', example: { name: 'nightly', scope: defaultScope, expiresInDays: 90 } });

const token = () => ({
  id: identifier(),
  name: z.string(),
  scope: z.enum(scopes),
  createdAt: time(),
  expiresAt: time().nullable(),
  lastUsedAt: time().nullable(),
});

const ApiToken = lazySchema(() =>
  z.strictObject(token()).meta({ id: 'ApiToken', description: 'A token, without what makes it one.' }),
);
const MadeToken = lazySchema(() =>
  z
    .strictObject({ ...token(), token: z.string().meta({ description: 'Shown here and never again.' }) })
    .meta({ id: 'MadeToken' }),
);

const ofTokens = { tag: 'Tokens', access: 'in person' } as const;

const listTokensOperation = operation({
  ...ofTokens,
  method: 'get',
  path: '/tokens',
  operationId: 'listTokens',
  summary: 'List my API tokens',
  description: 'Without the tokens themselves, which are kept nowhere.',
  responses: { 200: { description: 'All of them.', json: listOf('ApiTokenList', ApiToken), page: true } },
});

const makeTokenOperation = operation({
  ...ofTokens,
  method: 'post',
  path: '/tokens',
  operationId: 'makeToken',
  summary: 'Make an API token',
  description: 'The answer is the only one that ever shows it: only its hash is kept.',
  jsonOrForm: NewToken,
  responses: { 201: { description: 'The token.', json: MadeToken, page: true } },
});

const revokeTokenOperation = operation({
  ...ofTokens,
  method: 'delete',
  path: '/tokens/{id}',
  operationId: 'revokeToken',
  summary: 'Revoke an API token',
  description: 'From now on requests with it are answered with 401.',
  responses: { 204: { description: 'It opens nothing any more.' } },
});

/** API tokens: to make, to look at, to revoke. Only in person: a token makes no tokens. */
export function tokens(dependencies: Dependencies) {
  const { records } = dependencies;
  const routes = createRouter();

  route(routes, listTokensOperation, async (c) => {
    const user = requirePerson(c);
    if (prefersPage(c)) return showPage(c, dependencies);
    return c.json({ items: (await listTokens(dependencies, user.id)).map(describeToken), nextCursor: null });
  });

  route(routes, makeTokenOperation, async (c) => {
    const user = requirePerson(c);
    const body = await readJsonOrForm(c);
    const input = check(NewToken, 'form' in body ? fromPost(body.form) : body.json);
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

  route(routes, revokeTokenOperation, async (c) => {
    const problem = await revoke(c);
    return problem ? sendProblem(c, dependencies, problem) : c.body(null, 204);
  });

  // HTML forms know no DELETE.
  routes.post('/tokens/:id/delete', async (c) => {
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
): Promise<ResponseWithoutJson> {
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

function describeToken({ id, name, scope, createdAt, expiresAt, lastUsedAt }: Token) {
  return { id, name, scope, createdAt, expiresAt: expiresAt ?? null, lastUsedAt: lastUsedAt ?? null };
}
