import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Dependencies } from '../dependencies.ts';
import type { Problem } from '../problems/problem.ts';
import { ErrorPage } from '../views/error-page.tsx';
import type { AppEnv, ResponseWithoutJson } from './app-env.ts';
import { prefersPage } from './negotiation.ts';
import { renderPage, setProblemHeaders } from './render-page.tsx';
import { statusOf } from './status.ts';

/** A problem document (RFC 9457). */
export interface ProblemResponse {
  readonly status: ContentfulStatusCode;
  readonly title: string;
  readonly detail: string;
  readonly members?: Record<string, unknown>;
}

/**
 * Responds with a problem: a page for browsers, `application/problem+json` (RFC 9457) for programs. Pages that need a
 * signed-in user respond with sign-in.
 */
export function sendProblem(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  problem: Problem,
): Promise<ResponseWithoutJson> {
  const { status, title } = statusOf[problem.kind];
  if (problem.kind === 'not-signed-in' && prefersPage(c)) return signInFirst(c);
  setProblemHeaders(c, problem);
  const members = { ...problem.extra, ...(problem.errors.length > 0 && { errors: problem.errors }) };
  return sendProblemResponse(c, dependencies, { status, title, detail: problem.detail, members });
}

/** Responds with a problem document: a page for browsers, `application/problem+json` for programs. */
export async function sendProblemResponse(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  problem: ProblemResponse,
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
