import type { Context } from 'hono';
import type * as z from 'zod';
import { signIn } from '../accounts/sessions/sign-in.ts';
import { toUser, type User } from '../accounts/users/user.ts';
import * as declared from '../api/sessions.ts';
import { describeUser } from '../api/users.ts';
import type { Dependencies } from '../dependencies.ts';
import { findForm } from '../forms/registry.ts';
import type { AppEnv } from '../http/app-env.ts';
import { readUrlEncoded } from '../http/form-urlencoded.ts';
import { rejectApiToken } from '../http/guards.ts';
import { localPath } from '../http/local-path.ts';
import { problemText } from '../http/problem-text.ts';
import { renderPage } from '../http/render-page.tsx';
import { parseOrThrow, readJsonOrForm } from '../http/request-body.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { signInOptions } from '../http/sign-in-options.ts';
import { signOut, startSession } from '../middleware/session.ts';
import { createRouter, route } from '../openapi/router.ts';
import { Problem } from '../problems/problem.ts';
import { fittingPost, saveDraft } from '../submissions/draft.ts';
import { SignInPage } from '../views/sign-in-page.tsx';

/** Signing in and out. */
export function sessions(dependencies: Dependencies) {
  const routes = createRouter();

  routes.get('/new', (c) => {
    const next = localPath(c.req.query('next'), dependencies.publicUrl);
    if (c.get('user')) return Promise.resolve(c.redirect(next, 303));
    return renderPage(
      c,
      dependencies,
      'Sign in',
      <SignInPage next={next} email="" signInOptions={signInOptions(dependencies)} />,
    );
  });

  route(routes, declared.signIn, async (c) => {
    rejectApiToken(c);
    const body = await readJsonOrForm(c);
    if ('form' in body) return answerPost(c, dependencies, body.form);
    const signedIn = await startSessionOf(c, dependencies, parseOrThrow(declared.Credentials, body.json));
    if (signedIn instanceof Problem) return sendProblem(c, dependencies, signedIn);
    return c.json({ user: describeUser(signedIn) }, 201);
  });

  route(routes, declared.signOut, (c) => {
    signOut(c);
    return c.body(null, 204);
  });

  // HTML forms know no DELETE.
  routes.post('/delete', (c) => {
    signOut(c);
    return c.redirect('/', 303);
  });

  return routes;
}

async function answerPost(c: Context<AppEnv>, dependencies: Dependencies, post: URLSearchParams): Promise<Response> {
  const credentials = parseOrThrow(declared.Credentials, { email: post.get('email'), password: post.get('password') });
  const next = localPath(post.get('next') ?? undefined, dependencies.publicUrl);
  const pendingPost = fittingPost(post.get('pendingPost') ?? '');
  const signedIn = await startSessionOf(c, dependencies, credentials);
  if (!(signedIn instanceof Problem)) {
    return c.redirect(await pathWithKept(dependencies, signedIn, next, pendingPost), 303);
  }
  const failed = { next, email: credentials.email, pendingPost, error: problemText(signedIn).detail };
  const page = <SignInPage {...failed} signInOptions={signInOptions(dependencies)} />;
  return renderPage(c, dependencies, 'Sign in', page, signedIn);
}

/** Back to a form that was being sent when sign-in ran out, with what was filled in. */
async function pathWithKept(
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
  credentials: z.infer<typeof declared.Credentials>,
): Promise<User | Problem> {
  const user = await signIn(dependencies, credentials, c.get('clientAddress'));
  if (user instanceof Problem) return user;
  startSession(c, user);
  return toUser(user);
}
