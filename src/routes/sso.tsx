import { type Context, Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { findUserOf } from '../accounts/sso/identity.ts';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv, ResponseWithoutJson } from '../http/app-env.ts';
import { rejectApiToken } from '../http/guards.ts';
import { localPath } from '../http/local-path.ts';
import { prefersPage } from '../http/negotiation.ts';
import { renderPage } from '../http/render-page.tsx';
import { sendProblem } from '../http/send-problem.tsx';
import { signInOptions } from '../http/sign-in-options.ts';
import { startSession } from '../middleware/session.ts';
import { Problem } from '../problems/problem.ts';
import { appCookie } from '../values/cookies.ts';
import { SignInPage } from '../views/sign-in-page.tsx';

/** The longest path to return to. It travels in the cookie, which must stay small; our own paths are far shorter. */
const maxNextLength = 800;

/**
 * Signs users in at the organisation's provider. Sign-in begins with a link and not with a form: `form-action` of a
 * Content-Security-Policy may also forbid the redirect after a form. To begin changes nothing here.
 */
export function sso(dependencies: Dependencies) {
  const { singleSignOn, publicUrl } = dependencies;
  const routes = new Hono<AppEnv>();
  if (singleSignOn === undefined) return routes;

  const { name, options } = appCookie(publicUrl, 'sluice-sso');

  routes.get('/session/sso', async (c) => {
    const next = localPath(c.req.query('next'), publicUrl);
    const begun = await singleSignOn.begin(next.length > maxNextLength ? '/' : next);
    if (begun instanceof Problem) return showProblem(c, dependencies, begun);
    setCookie(c, name, begun.cookie, { ...options, maxAge: singleSignOn.lifetimeSeconds });
    return c.redirect(begun.url, 303);
  });

  routes.get('/session/sso/callback', async (c) => {
    rejectApiToken(c);
    const cookie = getCookie(c, name) ?? '';
    setCookie(c, name, '', { ...options, maxAge: 0 });
    const finished = await singleSignOn.finish(new URL(c.req.url).search, cookie);
    if (finished instanceof Problem) return showProblem(c, dependencies, finished);
    const user = await findUserOf(dependencies, finished.identity, singleSignOn.adminGroup);
    if (user instanceof Problem) return showProblem(c, dependencies, user);
    startSession(c, user);
    return c.redirect(finished.next, 303);
  });

  return routes;
}

/** Shows the sign-in page with the problem, so that the user can try again or sign in another way. */
function showProblem(c: Context<AppEnv>, dependencies: Dependencies, problem: Problem): Promise<ResponseWithoutJson> {
  if (!prefersPage(c)) return sendProblem(c, dependencies, problem);
  const page = <SignInPage next="/" email="" error={problem} signInOptions={signInOptions(dependencies)} />;
  return renderPage(c, dependencies, ({ pages }) => pages.signIn.title, page, problem);
}
