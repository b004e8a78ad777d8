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
import { renderPage } from '../http/render-page.tsx';
import { check, readJsonOrForm } from '../http/request-body.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { message } from '../messages/message.ts';
import { jsonObject } from '../openapi/json-object.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { listOf } from '../openapi/pagination.ts';
import { createRouter, route } from '../openapi/router.ts';
import { identifier, time } from '../openapi/string-formats.ts';
import { Problem } from '../problems/problem.ts';
import { says } from '../problems/validation.ts';
import { newId, readId } from '../values/id.ts';

/** The schema of a new token's settings. */
export const NewTokenBody = jsonObject({
  name: usernameInput,
  scope: z.enum(scopes, says(message('not-one-of', { options: scopes }))).default(defaultScope),
  expiresInDays: z
    .int(says('token-days-expected'))
    .min(1, says('token-days-too-few'))
    .max(maxTokenDays, says(message('token-days-too-many', { max: maxTokenDays })))
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

const ApiTokenJson = lazySchema(() =>
  z.strictObject(token()).meta({ id: 'ApiToken', description: 'An API token, without its secret text.' }),
);
const MadeTokenJson = lazySchema(() =>
  z
    .strictObject({
      ...token(),
      token: z.string().meta({ description: 'The secret text, shown here and never again.' }),
    })
    .meta({ id: 'MadeToken' }),
);

const ofTokens = {
  tag: { name: 'Tokens', description: 'API tokens, with which programs sign in.' },
  access: 'in person',
} as const;

const listTokensOperation = operation({
  ...ofTokens,
  method: 'get',
  path: '/tokens',
  operationId: 'listTokens',
  summary: 'List my API tokens',
  description: 'Without their secret texts, of which only hashes are stored.',
  responses: { 200: { description: 'All my tokens.', json: listOf('ApiTokenList', ApiTokenJson), page: true } },
});

const makeTokenOperation = operation({
  ...ofTokens,
  method: 'post',
  path: '/tokens',
  operationId: 'makeToken',
  summary: 'Create an API token',
  description: 'Copy the token from this response: only its hash is stored, so it is never shown again.',
  jsonOrForm: NewTokenBody,
  responses: { 201: { description: 'The token, with its secret text.', json: MadeTokenJson, page: true } },
});

const revokeTokenOperation = operation({
  ...ofTokens,
  method: 'delete',
  path: '/tokens/{id}',
  operationId: 'revokeToken',
  summary: 'Revoke an API token',
  description: 'Later requests with it get 401.',
  responses: { 204: { description: 'The token is revoked.' } },
});

/** Lists, makes and revokes API tokens. Only a session can: a leaked token must not make more tokens. */
export function tokens(dependencies: Dependencies) {
  const { records } = dependencies;
  const routes = createRouter();

  route(routes, listTokensOperation, async (c) => {
    const user = requirePerson(c);
    if (prefersPage(c)) return showPage(c, dependencies);
    return c.json({ items: (await listTokens(dependencies, user.id)).map(describeToken), nextCursor: null }, 200);
  });

  route(routes, makeTokenOperation, async (c) => {
    const user = requirePerson(c);
    const body = await readJsonOrForm(c);
    const input = check(NewTokenBody, 'form' in body ? fromPost(body.form) : body.json);
    const idempotencyKey = 'form' in body ? keyOf(body.form) : undefined;
    const made =
      input instanceof Problem ? input : await makeToken(dependencies, user.id, { ...input, idempotencyKey });
    const wantsPage = 'form' in body && prefersPage(c);
    if (made instanceof Problem)
      return wantsPage ? showPage(c, dependencies, { problem: made }) : sendProblem(c, dependencies, made);
    // The page of this response shows the token, without a redirect: no other page could read it.
    if (wantsPage) return showPage(c, dependencies, { madeToken: made.text });
    return c.json({ ...describeToken(made.token), token: made.text }, 201);
  });

  const revoke = async (c: Context<AppEnv>): Promise<Problem | undefined> => {
    const user = requirePerson(c);
    const id = readId(c.req.param('id'));
    const isRemoved = id !== undefined && (await records.tokens.remove(user.id, id));
    return isRemoved ? undefined : new Problem('not-found', 'no-such-token');
  };

  route(routes, revokeTokenOperation, async (c) => {
    const problem = await revoke(c);
    return problem ? sendProblem(c, dependencies, problem) : c.body(null, 204);
  });

  // HTML forms know no DELETE.
  routes.post('/tokens/:id/delete', async (c) => {
    const problem = await revoke(c);
    return problem ? sendProblem(c, dependencies, problem) : c.redirect('/tokens?revoked', 303);
  });

  return routes;
}

/** Returns the posted settings as the JSON that they stand for. An empty field counts as absent. */
function fromPost(post: URLSearchParams): Record<string, unknown> {
  const { expiresInDays = '', [postNames.idempotencyKey]: _key, ...texts } = Object.fromEntries(post);
  return { ...texts, ...(expiresInDays !== '' && { expiresInDays: Number(expiresInDays) }) };
}

/** Returns the idempotency key that the page put into its form, if it is well-formed. */
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
    isRevoked: c.req.query('revoked') !== undefined,
    idempotencyKey: newId(),
    failure: problem,
  };
  const { TokensPage } = await import('../views/tokens-page.tsx');
  const page = <TokensPage {...shown} />;
  return renderPage(
    c,
    dependencies,
    ({ pages }) => pages.account.tokensTitle,
    page,
    problem ?? (madeToken === undefined ? 200 : 201),
  );
}

function describeToken({ id, name, scope, createdAt, expiresAt, lastUsedAt }: Token) {
  return { id, name, scope, createdAt, expiresAt: expiresAt ?? null, lastUsedAt: lastUsedAt ?? null };
}
