import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Dependencies } from '../dependencies.ts';
import { en } from '../messages/en.ts';
import type { Problem } from '../problems/problem.ts';
import { problemText } from '../problems/problem-text.ts';
import { ErrorPage } from '../views/error-page.tsx';
import type { AppEnv, ResponseWithoutJson } from './app-env.ts';
import { prefersPage } from './negotiation.ts';
import { renderPage, setProblemHeaders } from './render-page.tsx';
import { statusOf } from './status.ts';

/**
 * Responds with a problem: a page for browsers, `application/problem+json` (RFC 9457) for programs. A browser
 * without a session is redirected to sign-in.
 */
export function sendProblem(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  problem: Problem,
): Promise<ResponseWithoutJson> {
  const { kind, uploadState } = problem;
  if (kind === 'not-signed-in' && prefersPage(c)) return signInFirst(c);
  setProblemHeaders(c, problem);
  const { detail, errors } = problemText(problem);
  const members = {
    ...(uploadState && { state: uploadState }),
    ...(uploadState === 'rejected' && { reason: detail }),
    ...(errors.length > 0 && { errors }),
  };
  return sendDocument(c, dependencies, { status: statusOf[kind], title: en.titles[kind], detail, members });
}

/** Responds with an error that is no problem of the app's own: of the entry, or of a library. */
export function sendRefusal(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  refusal: { readonly status: ContentfulStatusCode; readonly detail: string },
): Promise<ResponseWithoutJson> {
  return sendDocument(c, dependencies, { ...refusal, title: en.titles.refused });
}

async function sendDocument(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  problem: { status: ContentfulStatusCode; title: string; detail: string; members?: Record<string, unknown> },
): Promise<ResponseWithoutJson> {
  const { status, title, detail, members } = problem;
  if (prefersPage(c)) {
    return renderPage(
      c,
      dependencies,
      title,
      <ErrorPage title={title} detail={detail} requestId={c.get('requestId')} />,
      status,
    );
  }
  const body = { type: 'about:blank', title, status, detail, ...members, requestId: c.get('requestId') };
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' });
}

/** Responds with sign-in. After a GET it leads back to the same page; after a post, to the page of the form. */
async function signInFirst(c: Context<AppEnv>): Promise<ResponseWithoutJson> {
  const { pathname, search } = new URL(c.req.url);
  const next = c.req.method === 'GET' || c.req.method === 'HEAD' ? pathname + search : pathname;
  return c.redirect(`/session/new?next=${encodeURIComponent(next)}`, 303);
}
