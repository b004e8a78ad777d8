import type { Context } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import { fittingPost } from '../submissions/draft.ts';
import { ResubmitPage } from '../views/resubmit-page.tsx';
import { SignInPage } from '../views/sign-in-page.tsx';
import type { AppEnv } from './app-env.ts';
import { localPath } from './local-path.ts';
import { renderPage } from './render-page.tsx';
import { signInOptions } from './sign-in-options.ts';
import { statusOf, storageUnavailable } from './status.ts';

/**
 * Answers a form, or a sign-in, when nothing can be looked up: with what the browser itself has just sent and nothing
 * else, since nobody is proven to be signed in. Sent again, it is the same form again; passwords are typed again.
 *
 * @returns `undefined` for what is sent to other addresses, or is too much to send back
 */
export function renderResubmitPage(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  post: URLSearchParams,
): Promise<Response> | undefined {
  const { path } = c.req;
  if (path === '/session') return answerSignIn(c, dependencies, post);
  if (!/^\/forms\/[\w-]+$/.test(path) || fittingPost(post.toString()) === '') return undefined;
  const problem = storageUnavailable('comes back');
  const { title } = statusOf[problem.kind];
  const kept = { title, detail: problem.detail, path, fields: [...post], requestId: c.get('requestId') };
  const page = <ResubmitPage {...kept} />;
  return renderPage(c, dependencies, title, page, problem);
}

/** With a form on its way through it, where there is one. */
function answerSignIn(c: Context<AppEnv>, dependencies: Dependencies, post: URLSearchParams): Promise<Response> {
  const problem = storageUnavailable('is gone');
  const next = localPath(post.get('next') ?? undefined, dependencies.publicUrl);
  const keptPost = fittingPost(post.get('keptPost') ?? '');
  const filledIn = { next, email: post.get('email') ?? '', keptPost, error: problem.detail };
  const page = <SignInPage {...filledIn} ways={signInOptions(dependencies)} />;
  return renderPage(c, dependencies, 'Sign in', page, problem);
}
