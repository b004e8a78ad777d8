import type { Context } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import { fittingPost } from '../submissions/draft.ts';
import { SignInPage } from '../views/sign-in-page.tsx';
import type { AppEnv, ResponseWithoutJson } from './app-env.ts';
import { localPath } from './local-path.ts';
import { renderPage } from './render-page.tsx';
import { signInOptions } from './sign-in-options.ts';
import { storageUnavailable } from './status.ts';

/**
 * Responds to a posted form or sign-in during an outage with the posted values and a "Send again" button. It shows only
 * what this browser has just sent, since the app cannot verify the user. Sent again, it is the same form again;
 * passwords are typed again.
 *
 * @returns `undefined` for posts to other addresses, and for a post too large to send back
 */
export function renderResubmitPage(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  post: URLSearchParams,
): Promise<ResponseWithoutJson> | undefined {
  const { path } = c.req;
  if (path === '/session') return answerSignIn(c, dependencies, post);
  if (!/^\/forms\/[\w-]+$/.test(path) || fittingPost(post.toString()) === '') return undefined;
  return answerForm(c, dependencies, post);
}

/** Responds to a form. Its page is loaded in an outage only, since a cold start waits for each module. */
async function answerForm(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  post: URLSearchParams,
): Promise<ResponseWithoutJson> {
  const { ResubmitPage } = await import('../views/resubmit-page.tsx');
  const { path } = c.req;
  const problem = storageUnavailable('comes back');
  const page = <ResubmitPage problem={problem} path={path} fields={[...post]} requestId={c.get('requestId')} />;
  return renderPage(c, dependencies, ({ titles }) => titles[problem.kind], page, problem);
}

/** Responds to a sign-in, with the form that it carries through, if there is one. */
function answerSignIn(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  post: URLSearchParams,
): Promise<ResponseWithoutJson> {
  const problem = storageUnavailable('is gone');
  const next = localPath(post.get('next') ?? undefined, dependencies.publicUrl);
  const pendingPost = fittingPost(post.get('pendingPost') ?? '');
  const filledIn = { next, email: post.get('email') ?? '', pendingPost, error: problem };
  const page = <SignInPage {...filledIn} signInOptions={signInOptions(dependencies)} />;
  return renderPage(c, dependencies, ({ pages }) => pages.signIn.title, page, problem);
}
