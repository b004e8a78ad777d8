import type { Context } from 'hono';
import * as z from 'zod';
import { maxEmailLength } from '../accounts/limits.ts';
import { signIn } from '../accounts/sessions/sign-in.ts';
import { toUser, type User } from '../accounts/users/user.ts';
import { givenPasswordInput } from '../accounts/users/user-input.ts';
import type { Dependencies } from '../dependencies.ts';
import { findForm } from '../forms/registry.ts';
import type { AppEnv, ResponseWithoutJson } from '../http/app-env.ts';
import { readUrlEncoded } from '../http/form-urlencoded.ts';
import { rejectApiToken } from '../http/guards.ts';
import { localPath } from '../http/local-path.ts';
import { renderPage } from '../http/render-page.tsx';
import { parseOrThrow, readJsonOrForm } from '../http/request-body.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { signInOptions } from '../http/sign-in-options.ts';
import { signOut, startSession } from '../middleware/session.ts';
import { jsonObject } from '../openapi/json-object.ts';
import { operation } from '../openapi/operation.ts';
import { createRouter, route } from '../openapi/router.ts';
import { Problem } from '../problems/problem.ts';
import { says } from '../problems/validation.ts';
import { fittingPost, saveDraft } from '../submissions/draft.ts';
import { SignInPage } from '../views/sign-in-page.tsx';
import { describeUser, SignedInJson } from './users/schemas.ts';

/** The schema of a sign-in. It does not check today's rules for passwords: older passwords stay valid. */
export const SignInBody = jsonObject({
  // The table counts attempts by this address, and refuses lone surrogates.
  email: z
    .string(says('email-expected'))
    .max(maxEmailLength, says('email-invalid'))
    .refine((text) => text.isWellFormed(), says('email-invalid'))
    .meta({ format: 'email' }),
  password: givenPasswordInput,
}).meta({ id: 'Credentials', example: { email: 'ada@example.com', password: 'three words together' } });

const ofSessions = { tag: 'Sessions' } as const;

const signInOperation = operation({
  ...ofSessions,
  access: 'anyone',
  method: 'post',
  path: '/session',
  operationId: 'signIn',
  summary: 'Sign in',
  description:
    'Sets the session cookie. Requests with it that change something need an `Origin` header, which browsers send themselves. Programs use an API token instead; a session is needed to make the first one.',
  jsonOrForm: SignInBody,
  responses: {
    201: { description: 'The signed-in user, and the session cookie.', json: SignedInJson },
    303: { description: 'After an HTML form: redirects to the page that the user wanted to open.' },
  },
  problems: ['not-signed-in'],
});

const signOutOperation = operation({
  ...ofSessions,
  access: 'anyone',
  method: 'delete',
  path: '/session',
  operationId: 'signOut',
  summary: 'Sign out',
  description: 'Ends the session of the cookie for good. A request without a session gets the same response.',
  responses: { 204: { description: 'The session has ended.' } },
});

/** Signs users in and out, with email address and password. */
export function session(dependencies: Dependencies) {
  const routes = createRouter();

  routes.get('/session/new', (c) => {
    const next = localPath(c.req.query('next'), dependencies.publicUrl);
    if (c.get('user')) return Promise.resolve(c.redirect(next, 303));
    return renderPage(
      c,
      dependencies,
      ({ pages }) => pages.signIn.title,
      <SignInPage next={next} email="" signInOptions={signInOptions(dependencies)} />,
    );
  });

  // The address of the page after a failed sign-in.
  routes.get('/session', (c) => c.redirect('/session/new', 303));

  route(routes, signInOperation, async (c) => {
    rejectApiToken(c);
    const body = await readJsonOrForm(c);
    if ('form' in body) return answerPost(c, dependencies, body.form);
    const signedIn = await startSessionOf(c, dependencies, parseOrThrow(SignInBody, body.json));
    if (signedIn instanceof Problem) return sendProblem(c, dependencies, signedIn);
    return c.json({ user: describeUser(signedIn) }, 201);
  });

  route(routes, signOutOperation, (c) => {
    signOut(c);
    return c.body(null, 204);
  });

  // HTML forms know no DELETE.
  routes.post('/session/delete', (c) => {
    signOut(c);
    return c.redirect('/', 303);
  });

  return routes;
}

async function answerPost(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  post: URLSearchParams,
): Promise<ResponseWithoutJson> {
  const credentials = parseOrThrow(SignInBody, { email: post.get('email'), password: post.get('password') });
  const next = localPath(post.get('next') ?? undefined, dependencies.publicUrl);
  const pendingPost = fittingPost(post.get('pendingPost') ?? '');
  const signedIn = await startSessionOf(c, dependencies, credentials);
  if (!(signedIn instanceof Problem)) {
    return c.redirect(await pathWithDraft(dependencies, signedIn, next, pendingPost), 303);
  }
  const failed = { next, email: credentials.email, pendingPost, error: signedIn };
  const page = <SignInPage {...failed} signInOptions={signInOptions(dependencies)} />;
  return renderPage(c, dependencies, ({ pages }) => pages.signIn.title, page, signedIn);
}

/**
 * Returns the path to open after sign-in. To a form whose sign-in had expired, it leads with a draft of the posted
 * values.
 */
async function pathWithDraft(
  dependencies: Dependencies,
  user: User,
  next: string,
  pendingPost: string,
): Promise<string> {
  const slug = /^\/forms\/(?<slug>[\w-]+)$/.exec(next)?.groups?.slug;
  if (pendingPost === '' || slug === undefined) return next;
  const form = findForm(dependencies.forms, user, slug);
  if (form instanceof Problem) return next;
  const draft = await saveDraft(dependencies, form, user, readUrlEncoded(pendingPost));
  return draft instanceof Problem ? next : `${next}?draft=${draft}`;
}

async function startSessionOf(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  credentials: z.infer<typeof SignInBody>,
): Promise<User | Problem> {
  const user = await signIn(dependencies, credentials, c.get('clientAddress'));
  if (user instanceof Problem) return user;
  startSession(c, user);
  return toUser(user);
}
