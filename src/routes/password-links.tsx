import type { Context } from 'hono';
import * as z from 'zod';
import { findPasswordLinkUser, makePasswordLink, usePasswordLink } from '../accounts/passwords/password-link.ts';
import { userNotFound } from '../accounts/users/change-user.ts';
import { toUser } from '../accounts/users/user.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv, ResponseWithoutJson } from '../http/app-env.ts';
import { rejectApiToken } from '../http/guards.ts';
import { prefersPage } from '../http/negotiation.ts';
import { renderPage } from '../http/render-page.tsx';
import { check, readJsonOrForm } from '../http/request-body.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { passwordLinkUrl, showPasswordLink } from '../http/show-password-link.tsx';
import { startSession } from '../middleware/session.ts';
import { jsonObject } from '../openapi/json-object.ts';
import { lazySchema } from '../openapi/lazy-schema.ts';
import { operation } from '../openapi/operation.ts';
import { createRouter, route } from '../openapi/router.ts';
import { time } from '../openapi/string-formats.ts';
import { Problem } from '../problems/problem.ts';
import { isId } from '../values/id.ts';
import { ChoosePasswordPage } from '../views/choose-password-page.tsx';
import { describeUser, emailAddress, passwordSchema, SignedInJson } from './users/schemas.ts';

/** The schema of a password that a user chooses by a link. */
export const PasswordChoiceBody = jsonObject({ password: passwordSchema }).meta({
  id: 'PasswordChoice',
  example: { password: 'three words together' },
});

const PasswordLinkJson = lazySchema(() =>
  z.strictObject({ url: z.url(), expiresAt: time() }).meta({ id: 'PasswordLink' }),
);
const LinkOwnerJson = lazySchema(() => z.strictObject({ email: emailAddress() }).meta({ id: 'LinkOwner' }));

const makePasswordLinkOperation = operation({
  tag: 'Users',
  access: 'admins in person',
  method: 'post',
  path: '/users/{id}/password-links',
  operationId: 'makePasswordLink',
  summary: 'Make a link to choose a password',
  description: 'An earlier link of this user stops working. Give the link to this user only: it signs in as them.',
  responses: { 201: { description: 'The link, which works once.', json: PasswordLinkJson, page: true } },
  problems: ['conflict'],
});

const showPasswordLinkOperation = operation({
  tag: 'Users',
  access: 'anyone',
  method: 'get',
  path: '/password-links/{id}',
  operationId: 'showPasswordLink',
  summary: 'See the user of a password link',
  description: 'The link can still be used afterwards.',
  responses: { 200: { description: 'The email address of the user.', json: LinkOwnerJson, page: true } },
});

const usePasswordLinkOperation = operation({
  tag: 'Users',
  access: 'anyone',
  method: 'post',
  path: '/password-links/{id}',
  operationId: 'usePasswordLink',
  summary: 'Choose a password',
  description: 'Uses the link up and signs the user in here. All their other sessions end.',
  jsonOrForm: PasswordChoiceBody,
  responses: {
    201: { description: 'The signed-in user, and the session cookie.', json: SignedInJson },
    303: { description: 'After an HTML form: redirects to the start page, signed in.' },
  },
});

/** Makes and accepts links to choose a password. An admin makes a link, and it works once. */
export function passwordLinks(dependencies: Dependencies) {
  const routes = createRouter();

  route(routes, makePasswordLinkOperation, async (c) => {
    const id = c.req.param('id');
    const link = isId(id) ? await makePasswordLink(dependencies, id) : userNotFound();
    if (link instanceof Problem) return sendProblem(c, dependencies, link);
    if (prefersPage(c)) return showPasswordLink(c, dependencies, id, link);
    return c.json({ url: passwordLinkUrl(dependencies, link), expiresAt: link.expiresAt }, 201);
  });

  // The address of the page with a link that was just made, to which a change of language leads back.
  routes.get('/users/:id/password-links', (c) => c.redirect(`/users/${encodeURIComponent(c.req.param('id'))}`, 303));

  route(routes, showPasswordLinkOperation, async (c) => {
    const user = await findPasswordLinkUser(dependencies, c.req.param('id'));
    if (user instanceof Problem) return sendProblem(c, dependencies, user);
    if (!prefersPage(c)) return c.json({ email: user.email }, 200);
    return showPage(c, dependencies, user.email);
  });

  route(routes, usePasswordLinkOperation, async (c) => {
    // The link must still work after this problem.
    rejectApiToken(c);
    const id = c.req.param('id');
    const body = await readJsonOrForm(c);
    const input = check(PasswordChoiceBody, 'form' in body ? { password: body.form.get('password') } : body.json);
    const user = input instanceof Problem ? input : await usePasswordLink(dependencies, id, input.password);
    if (user instanceof Problem) {
      const owner = user.kind === 'invalid' && prefersPage(c) ? await findPasswordLinkUser(dependencies, id) : user;
      return owner instanceof Problem
        ? sendProblem(c, dependencies, user)
        : showPage(c, dependencies, owner.email, user);
    }
    startSession(c, user);
    return 'form' in body ? c.redirect('/', 303) : c.json({ user: describeUser(toUser(user)) }, 201);
  });

  return routes;
}

function showPage(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  email: string,
  problem?: Problem,
): Promise<ResponseWithoutJson> {
  const page = <ChoosePasswordPage path={c.req.path} email={email} failure={problem} />;
  return renderPage(c, dependencies, ({ pages }) => pages.account.choosePasswordTitle, page, problem);
}
