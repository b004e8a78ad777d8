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
import { fittingPost, saveDraft } from '../submissions/draft.ts';
import { SignInPage } from '../views/sign-in-page.tsx';
import { describeUser, SignedIn } from './users/schemas.ts';

/** With what somebody signs in, whatever rules were in force when they signed up. */
export const Credentials = jsonObject({
  // Attempts are counted by it, in a table that takes no half characters.
  email: z
    .string('This must be an email address.')
    .max(maxEmailLength, 'This is not an email address.')
    .refine((text) => text.isWellFormed(), 'This is not an email address.')
    .meta({ format: 'email' }),
  password: givenPasswordInput,
}).meta({ id: 'Credentials', example: { email: 'dev@example.com', password: 'sluice-demo' } });

const ofSessions = { tag: 'Sessions' } as const;

const signInOperation = operation({
  ...ofSessions,
  access: 'anyone',
  method: 'post',
  path: '/session',
  operationId: 'signIn',
  summary: 'Sign in',
  description:
    'For browsers, and to make a first token. The answer sets a cookie; with it, a request that changes something names its `Origin`.',
  jsonOrForm: Credentials,
  responses: {
    201: { description: 'Who has signed in, and the session’s cookie.', json: SignedIn },
    303: { description: 'After an HTML form: to where one wanted to go.' },
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
  description: 'Ends the session of the cookie for good. Without one there is nothing to end, which is no error.',
  responses: { 204: { description: 'The session is over.' } },
});

/** Signing in and out. */
export function session(dependencies: Dependencies) {
  const routes = createRouter();

  routes.get('/session/new', (c) => {
    const next = localPath(c.req.query('next'), dependencies.publicUrl);
    if (c.get('user')) return Promise.resolve(c.redirect(next, 303));
    return renderPage(
      c,
      dependencies,
      'Sign in',
      <SignInPage next={next} email="" ways={signInOptions(dependencies)} />,
    );
  });

  route(routes, signInOperation, async (c) => {
    rejectApiToken(c);
    const body = await readJsonOrForm(c);
    if ('form' in body) return answerPost(c, dependencies, body.form);
    const signedIn = await startSessionOf(c, dependencies, parseOrThrow(Credentials, body.json));
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
  const credentials = parseOrThrow(Credentials, { email: post.get('email'), password: post.get('password') });
  const next = localPath(post.get('next') ?? undefined, dependencies.publicUrl);
  const keptPost = fittingPost(post.get('keptPost') ?? '');
  const signedIn = await startSessionOf(c, dependencies, credentials);
  if (!(signedIn instanceof Problem)) {
    return c.redirect(await pathWithKept(dependencies, signedIn, next, keptPost), 303);
  }
  const failed = { next, email: credentials.email, keptPost, error: signedIn.detail };
  const page = <SignInPage {...failed} ways={signInOptions(dependencies)} />;
  return renderPage(c, dependencies, 'Sign in', page, signedIn);
}

/** Back to a form that was being sent when sign-in ran out, with what was filled in. */
async function pathWithKept(dependencies: Dependencies, user: User, next: string, keptPost: string): Promise<string> {
  const slug = /^\/forms\/(?<slug>[\w-]+)$/.exec(next)?.groups?.slug;
  if (keptPost === '' || slug === undefined) return next;
  const form = findForm(dependencies.forms, user, slug);
  if (form instanceof Problem) return next;
  const draft = await saveDraft(dependencies, form, user, readUrlEncoded(keptPost));
  return draft instanceof Problem ? next : `${next}?draft=${draft}`;
}

async function startSessionOf(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  credentials: z.infer<typeof Credentials>,
): Promise<User | Problem> {
  const user = await signIn(dependencies, credentials, c.get('clientAddress'));
  if (user instanceof Problem) return user;
  startSession(c, user);
  return toUser(user);
}
