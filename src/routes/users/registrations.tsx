import type { Context } from 'hono';
import { makePasswordLink } from '../../accounts/passwords/password-link.ts';
import { type Registrar, register } from '../../accounts/users/register.ts';
import type { User } from '../../accounts/users/user.ts';
import { usernameInput } from '../../accounts/users/user-input.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { requireAdmin } from '../../http/guards.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { renderPage } from '../../http/render-page.tsx';
import { check, readJsonOrForm } from '../../http/request-body.ts';
import { sendProblem } from '../../http/send-problem.tsx';
import { showPasswordLink } from '../../http/show-password-link.tsx';
import type { Messages } from '../../messages/messages.ts';
import { startSession } from '../../middleware/session.ts';
import { jsonObject } from '../../openapi/json-object.ts';
import { operation } from '../../openapi/operation.ts';
import { createRouter, route } from '../../openapi/router.ts';
import { Problem } from '../../problems/problem.ts';
import { AddUserPage } from '../../views/add-user-page.tsx';
import { RegistrationPage } from '../../views/registration-page.tsx';
import { describeUser, emailSchema, isActiveSchema, passwordSchema, UserJson } from './schemas.ts';

/** The schema of a new user, signed up or added by an admin. */
export const NewUserBody = jsonObject({
  email: emailSchema,
  username: usernameInput,
  password: passwordSchema.optional(),
  is_active: isActiveSchema.optional(),
}).meta({
  id: 'NewUser',
  description:
    'Without `password`, the user signs in by an admin’s link or by single sign-on. HTML forms of visitors must have a password; requests with an API token must not. Only admins can send `is_active: false`.',
  example: { email: 'ada@example.com', username: 'Ada' },
});

const registerUserOperation = operation({
  tag: 'Users',
  access: 'anyone',
  method: 'post',
  path: '/users/',
  operationId: 'registerUser',
  summary: 'Sign up, or add a user',
  description: 'While registration is open, without signing in; otherwise for admins only.',
  optionalScope: 'admin',
  jsonOrForm: NewUserBody,
  responses: {
    201: {
      description: 'The new user; admins in a browser get a page with a link to pass on.',
      json: UserJson,
      page: true,
      location: 'The address of the user.',
    },
    303: {
      description:
        'After an HTML form: redirects to the start page, signed in as the new user; admins who sent a password, to the page of the new user. While registration is closed, browsers without a signed-in user are redirected to sign-in.',
      location: 'The page to open.',
    },
  },
  problems: ['not-signed-in', 'conflict'],
});

/**
 * Signs users up while registration is open, and lets admins add users at any time (`GET /users/new`, `POST /users/`).
 */
export function registrations(dependencies: Dependencies) {
  const routes = createRouter();

  routes.get('/users/new', (c) => {
    checkAdmission(c, dependencies);
    return showPage(c, dependencies, {});
  });

  for (const path of ['/users/', '/users'] as const)
    route(routes, { ...registerUserOperation, path, hide: path === '/users' }, async (c) => {
      checkAdmission(c, dependencies);
      const body = await readJsonOrForm(c);
      if ('form' in body) return answerPost(c, dependencies, Object.fromEntries(body.form));
      const user = await addUser(c, dependencies, body.json);
      if (user instanceof Problem) return sendProblem(c, dependencies, user);
      c.header('Location', `/users/${user.id}`);
      return c.json(describeUser(user), 201);
    });

  return routes;
}

/** @throws ProblemError when registration is closed and the user is no admin */
function checkAdmission(c: Context<AppEnv>, { isRegistrationOpen }: Dependencies): void {
  if (!isRegistrationOpen) requireAdmin(c);
}

/** Responds to the posted page. Admins get a link for the new user, visitors are signed in as the new user. */
async function answerPost(c: Context<AppEnv>, dependencies: Dependencies, post: Record<string, string>) {
  // A visitor needs a password for the next time; an admin passes a link on.
  const user = await addUser(c, dependencies, isAdmin(c) ? post : { password: '', ...post });
  if (user instanceof Problem) {
    return prefersPage(c) ? showPage(c, dependencies, post, user) : sendProblem(c, dependencies, user);
  }
  if (isAdmin(c)) return answerAdmin(c, dependencies, user, post);
  // A request with an API token gets no session.
  const record = c.get('scope') === undefined ? await dependencies.records.users.find(user.id) : undefined;
  if (record) startSession(c, record);
  return c.redirect('/', 303);
}

/** Shows an admin a link for the new user. With a password or an API token, it redirects to the user instead. */
async function answerAdmin(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  { id }: User,
  { password }: Record<string, string>,
): Promise<ResponseWithoutJson> {
  const isInPerson = c.get('scope') === undefined;
  if (!isInPerson || password !== undefined || !prefersPage(c)) return c.redirect(`/users/${id}`, 303);
  const link = await makePasswordLink(dependencies, id);
  if (link instanceof Problem) return sendProblem(c, dependencies, link);
  c.header('Location', `/users/${id}`);
  return showPasswordLink(c, dependencies, id, link, { isInvitation: true });
}

async function addUser(c: Context<AppEnv>, dependencies: Dependencies, given: unknown): Promise<User | Problem> {
  const input = check(NewUserBody, given);
  if (input instanceof Problem) return input;
  const { is_active: isActive, ...person } = input;
  return register(dependencies, { ...person, isActive }, registrarOf(c));
}

function registrarOf(c: Context<AppEnv>): Registrar {
  if (!isAdmin(c)) return { address: c.get('clientAddress') };
  return c.get('scope') === undefined ? 'an admin' : "an admin's token";
}

function isAdmin(c: Context<AppEnv>): boolean {
  return c.get('user')?.role === 'admin';
}

function showPage(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  { email = '', username = '' }: Record<string, string>,
  problem?: Problem,
): Promise<ResponseWithoutJson> {
  const isAdding = isAdmin(c);
  const Page = isAdding ? AddUserPage : RegistrationPage;
  const page = <Page email={email} username={username} failure={problem} />;
  const titleIn = ({ pages }: Messages) => (isAdding ? pages.account.addUserTitle : pages.account.registrationTitle);
  return renderPage(c, dependencies, titleIn, page, problem);
}
