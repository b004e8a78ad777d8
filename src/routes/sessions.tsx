import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { checkSignInLimit, countSignInFailure } from '../accounts/sign-in-limit.ts';
import { authenticate, describeUser, type User } from '../accounts/user.ts';
import { answerPage } from '../answers/page.tsx';
import { refuse } from '../answers/problem.tsx';
import type { AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { saveDraft } from '../forms/draft.ts';
import { findForm } from '../forms/registry.ts';
import { checkAgainst, readJsonOrForm } from '../middleware/request-body.ts';
import { Refusal } from '../refusal.ts';
import { SignInPage } from '../views/sign-in-page.tsx';

const Credentials = z.strictObject({ email: z.string().max(254), password: z.string().max(200) });

/** Signing in and out. */
export function sessions(dependencies: Dependencies) {
  const routes = new Hono<AppEnv>();

  routes.get('/new', (c) => {
    const next = localPath(c.req.query('next'), dependencies.publicUrl);
    if (c.get('user')) return Promise.resolve(c.redirect(next, 303));
    return answerPage(c, dependencies, 'Sign in', <SignInPage next={next} email="" />);
  });

  routes.post('/', async (c) => {
    const body = await readJsonOrForm(c);
    if ('form' in body) return answerPost(c, dependencies, body.form);
    const { email, password } = checkAgainst(Credentials, body.json);
    const signedIn = await signIn(c, dependencies, email, password);
    if (signedIn instanceof Refusal) return refuse(c, dependencies, signedIn);
    return c.json({ user: describeUser(signedIn) }, 201);
  });

  const signOut = (c: Context<AppEnv>) => {
    c.get('session').deleteSession();
  };

  routes.delete('/', (c) => {
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
  const { email, password } = checkAgainst(Credentials, { email: post.get('email'), password: post.get('password') });
  const next = localPath(post.get('next') ?? undefined, dependencies.publicUrl);
  const keptPost = post.get('keptPost') ?? '';
  const signedIn = await signIn(c, dependencies, email, password);
  if (!(signedIn instanceof Refusal)) {
    return c.redirect(await pathWithKept(dependencies, signedIn, next, keptPost), 303);
  }
  const status = signedIn.kind === 'limit-reached' ? 429 : 422;
  const page = <SignInPage next={next} email={email} keptPost={keptPost} error={signedIn.detail} />;
  return answerPage(c, dependencies, 'Sign in', page, status);
}

/** Back to a form that was being sent when sign-in ran out, with what was filled in. */
async function pathWithKept(dependencies: Dependencies, user: User, next: string, keptPost: string): Promise<string> {
  const slug = /^\/forms\/(?<slug>[\w-]+)$/.exec(next)?.groups?.slug;
  if (keptPost === '' || slug === undefined) return next;
  const form = findForm(dependencies.forms, user, slug);
  if (form instanceof Refusal) return next;
  const draft = await saveDraft(dependencies, form, user, new URLSearchParams(keptPost));
  return draft instanceof Refusal ? next : `${next}?draft=${draft}`;
}

/** The same answer for an unknown address, a wrong password and a user who is no longer active. The session gets a new id, so that a planted one is worth nothing. */
async function signIn(c: Context<AppEnv>, dependencies: Dependencies, email: string, password: string) {
  const limit = await checkSignInLimit(dependencies, email, c.env?.clientAddress);
  if (limit) return limit;
  const user = await authenticate(dependencies, email, password);
  if (!user) {
    await countSignInFailure(dependencies, email, c.env?.clientAddress);
    return new Refusal('not-signed-in', 'The email address or the password is not right. Check both and try again.');
  }
  c.get('session').set('userId', user.id);
  // hono-sessions looks for this name, which is not among the variables of our own.
  (c as Context).set('session_key_rotation', true);
  return user;
}

/** A path on this site to go to after sign-in; anything that leads elsewhere becomes the start page. */
function localPath(next: string | undefined, publicUrl: string): string {
  if (!next?.startsWith('/') || !URL.canParse(next, publicUrl)) return '/';
  const { origin, pathname, search } = new URL(next, publicUrl);
  return origin === publicUrl && !pathname.startsWith('//') ? pathname + search : '/';
}
