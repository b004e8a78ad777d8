import type { Context, MiddlewareHandler } from 'hono';
import type { Dependencies } from '../../dependencies.ts';
import type { AppEnv, ResponseWithoutJson } from '../../http/app-env.ts';
import { prefersPage } from '../../http/negotiation.ts';
import { renderPage } from '../../http/render-page.tsx';
import { readForm } from '../../http/request-body.ts';
import { signInOptions } from '../../http/sign-in-options.ts';
import { Problem } from '../../problems/problem.ts';
import { fittingPost } from '../../submissions/draft.ts';
import { SignInPage } from '../../views/sign-in-page.tsx';

/** Shows the sign-in page to a browser whose sign-in has expired while a form was filled in. */
export function keepExpiredPost(dependencies: Dependencies): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (c.get('user') || !prefersPage(c)) return next();
    const post = await readForm(c);
    return post ? signInFirst(c, dependencies, post) : next();
  };
}

/** Shows the sign-in page with the posted values inside, which are back in the form after sign-in. */
function signInFirst(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  post: URLSearchParams,
): Promise<ResponseWithoutJson> {
  const problem = new Problem('not-signed-in', 'sign-in-expired');
  const page = (
    <SignInPage
      next={c.req.path}
      email=""
      pendingPost={fittingPost(post.toString())}
      error={problem}
      signInOptions={signInOptions(dependencies)}
    />
  );
  return renderPage(c, dependencies, ({ pages }) => pages.signIn.title, page, problem);
}
