import type { Context } from 'hono';
import type { AppEnv } from '../app-env.ts';
import type { Dependencies } from '../dependencies.ts';
import { statusOf } from '../http-status.ts';
import type { Refusal } from '../refusal.ts';
import { KeptFormPage } from '../views/kept-form-page.tsx';
import { SignInPage } from '../views/sign-in-page.tsx';
import { localPath } from './local-path.ts';
import { answerPage } from './page.tsx';
import { waysIn } from './ways-in.ts';

/**
 * Answers a form, or the sign-in on its way, when nothing can be looked up: with what the browser itself has just sent
 * and nothing else, since nobody is proven to be signed in. Sent again, it is the same form again; passwords are typed
 * again.
 *
 * @returns `undefined` for what is sent to other addresses
 */
export function answerWithKept(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  post: URLSearchParams,
  refusal: Refusal,
): Promise<Response> | undefined {
  const { path } = c.req;
  const isForm = /^\/forms\/[\w-]+$/.test(path);
  const keptPost = path === '/session' ? post.get('keptPost') : null;
  if (!isForm && keptPost === null) return undefined;
  if (keptPost === null) {
    const { title } = statusOf[refusal.kind];
    const page = <KeptFormPage title={title} detail={refusal.detail} path={path} fields={[...post]} />;
    return answerPage(c, dependencies, title, page, refusal);
  }
  const next = localPath(post.get('next') ?? undefined, dependencies.publicUrl);
  const filledIn = { next, email: post.get('email') ?? '', keptPost, error: refusal.detail };
  const page = <SignInPage {...filledIn} ways={waysIn(dependencies)} />;
  return answerPage(c, dependencies, 'Sign in', page, refusal);
}
