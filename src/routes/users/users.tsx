import type { Context } from 'hono';
import type * as z from 'zod';
import { maySeeUser, type UserChangeRequest } from '../../accounts/policy.ts';
import { changeAccount } from '../../accounts/users/change-account.ts';
import { userNotFound } from '../../accounts/users/change-user.ts';
import { toUser, type User } from '../../accounts/users/user.ts';
import type { Dependencies } from '../../dependencies.ts';
import { avatar } from '../../forms/definitions/avatar.ts';
import { findForm } from '../../forms/registry.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requireUser } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { renderPage } from '../../http/render-page.tsx';
import { check, readJsonOrForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { startSession } from '../../middleware/session.ts';
import { operation } from '../../openapi/operation.ts';
import { listOf, pageQuery, toCursor } from '../../openapi/pagination.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { isId } from '../../values/id.ts';
import { AccountPage } from '../../views/account-page.tsx';
import { savedChanges, UserPage } from '../../views/user-page.tsx';
import { describeUser, UserChangeBody, UserJson } from './schemas.ts';

const ofUsers = { tag: { name: 'Users', description: 'The accounts of this app.' } } as const;

const listUsersOperation = operation({
  ...ofUsers,
  access: 'admins',
  method: 'get',
  path: '/users/',
  operationId: 'listUsers',
  summary: 'List the users',
  description: 'All users, also deactivated ones.',
  query: pageQuery('USER'),
  responses: {
    200: { description: 'One page of users, the newest first.', json: listOf('UserList', UserJson), page: true },
  },
});

const showUserOperation = operation({
  ...ofUsers,
  access: 'signed-in',
  method: 'get',
  path: '/users/{user}',
  operationId: 'showUser',
  summary: 'See a user',
  description: 'For the user and for admins.',
  responses: { 200: { description: 'The user.', json: UserJson, page: true } },
});

const changeUserOperation = operation({
  ...ofUsers,
  access: 'signed-in',
  method: 'patch',
  path: '/users/{user}',
  operationId: 'changeUser',
  summary: 'Change a user',
  description:
    'For the user, signed in with a session, and for admins. With an API token, admins can change only the `username` of other users. Only admins can change `role` and `is_active`, and never their own.',
  json: UserChangeBody,
  responses: { 200: { description: 'The changed user.', json: UserJson } },
  problems: ['not-allowed', 'conflict'],
});

/** Lists, shows and changes users: for admins all of them, for others themselves. */
export function users(dependencies: Dependencies) {
  const { records } = dependencies;
  const routes = createRouter();

  for (const path of ['/users/', '/users'] as const)
    route(routes, { ...listUsersOperation, path, hide: path === '/users' }, async (c) => {
      const { limit, cursor } = c.req.valid('query');
      const page = await records.users.list(limit, cursor);
      const nextCursor = toCursor(page.next);
      const found = page.users.map(toUser);
      if (!prefersPage(c)) return c.json({ items: found.map(describeUser), nextCursor }, 200);
      const { UsersPage } = await import('../../views/users-page.tsx');
      const nextPath = nextCursor && `/users/?limit=${limit}&cursor=${nextCursor}`;
      return renderPage(
        c,
        dependencies,
        ({ pages }) => pages.account.usersTitle,
        <UsersPage users={found} nextPath={nextPath} />,
      );
    });

  route(routes, showUserOperation, async (c) => {
    const shown = await findShown(c, dependencies);
    if (shown instanceof Problem) return sendProblem(c, dependencies, shown);
    return prefersPage(c) ? showUser(c, dependencies, shown) : c.json(describeUser(shown), 200);
  });

  route(routes, changeUserOperation, async (c) => {
    requireUser(c);
    const changed = await change(c, dependencies, toChangeRequest(c.req.valid('json')));
    return changed instanceof Problem ? sendProblem(c, dependencies, changed) : c.json(describeUser(changed), 200);
  });

  // HTML forms know no PATCH.
  routes.post('/users/:user', async (c) => {
    requireUser(c);
    const body = await readJsonOrForm(c);
    if (!('form' in body)) return sendProblem(c, dependencies, new Problem('type-not-accepted', 'patch-without-json'));
    const post = fromPost(body.form);
    const asked = check(UserChangeBody, post);
    const changed = asked instanceof Problem ? asked : await change(c, dependencies, toChangeRequest(asked));
    if (!(changed instanceof Problem)) return c.redirect(`/users/${c.req.param('user')}?saved=${savedBy(post)}`, 303);
    const shown = await findShown(c, dependencies);
    if (shown instanceof Problem || !prefersPage(c)) return sendProblem(c, dependencies, changed);
    return showUser(c, dependencies, shown, { post, problem: changed });
  });

  return routes;
}

/** Returns the user in the path, or a problem when the request's user may not see them. */
async function findShown(c: Context<AppEnv>, { records }: Dependencies): Promise<User | Problem> {
  const user = requireUser(c);
  const id = idOf(c, user);
  if (id === user.id) return user;
  const record = isId(id) && maySeeUser(user, id) ? await records.users.find(id) : undefined;
  return record ? toUser(record) : userNotFound();
}

async function change(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  asked: UserChangeRequest,
): Promise<User | Problem> {
  const user = requireUser(c);
  const by = c.get('scope') === undefined ? 'a person' : 'a token';
  const asking = { by, networkAddress: c.get('clientAddress') } as const;
  const changed = await changeAccount(dependencies, user, idOf(c, user), asked, asking);
  if (changed instanceof Problem) return changed;
  if (changed.signedOut) startSession(c, changed.signedOut);
  return changed.user;
}

/** Returns the id of the user in the path; `me` stands for the request's user. */
function idOf(c: Context<AppEnv>, user: User): string {
  const id = c.req.param('user') ?? '';
  return id === 'me' ? user.id : id;
}

/** Returns the posted values as the JSON that they stand for. */
function fromPost(post: URLSearchParams): Record<string, unknown> {
  const { is_active: isActive, ...texts } = Object.fromEntries(post);
  return { ...texts, ...(isActive !== undefined && { is_active: isActive === 'true' }) };
}

/** Returns the change that the next page confirms. */
function savedBy({ is_active: isActive }: Record<string, unknown>): (typeof savedChanges)[number] {
  if (isActive === undefined) return 'profile';
  return isActive ? 'activated' : 'deactivated';
}

/** Shows the account page of the user, or the page of another; after a problem, with the posted values. */
async function showUser(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  shown: User,
  failed?: { post: Record<string, unknown>; problem: Problem },
): Promise<ResponseWithoutJson> {
  const { problem, post = {} } = failed ?? {};
  const email = textOr(post.email, shown.email);
  const username = textOr(post.username, shown.username);
  const saved = failed ? undefined : savedChanges.find((change) => change === c.req.query('saved'));
  if (shown.id === c.get('user')?.id) {
    const { avatarId } = shown;
    const takesPicture = !(findForm(dependencies.forms, shown, avatar.slug) instanceof Problem);
    const facts = { email, username, avatarId, takesPicture };
    const page = <AccountPage {...facts} isSaved={saved !== undefined} failure={problem} />;
    return renderPage(c, dependencies, ({ pages }) => pages.account.profileTitle, page, problem);
  }
  const { id, role, isActive } = shown;
  const facts = { id, email, username, role, isActive };
  const page = <UserPage {...facts} saved={saved} failure={problem} />;
  return renderPage(c, dependencies, () => shown.username, page, problem);
}

const textOr = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);

/** Returns the requested change in the words of the domain. */
function toChangeRequest({ is_active: isActive, ...asked }: z.infer<typeof UserChangeBody>): UserChangeRequest {
  return { ...asked, isActive };
}
