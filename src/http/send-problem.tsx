import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Dependencies } from '../dependencies.ts';
import type { Messages } from '../messages/messages.ts';
import type { Problem } from '../problems/problem.ts';
import { problemText } from '../problems/problem-text.ts';
import { ErrorPage } from '../views/error-page.tsx';
import type { AppEnv, ResponseWithoutJson } from './app-env.ts';
import { answerInLanguage, loadPageMessages, loadProblemMessages } from './language.ts';
import { prefersPage } from './negotiation.ts';
import { renderPage, setProblemHeaders } from './render-page.tsx';
import { statusOf } from './status.ts';

/**
 * Responds with a problem: a page for browsers, `application/problem+json` (RFC 9457) for programs. A browser
 * without a session is redirected to sign-in.
 */
export async function sendProblem(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  problem: Problem,
): Promise<ResponseWithoutJson> {
  const { kind, uploadState } = problem;
  if (kind === 'not-signed-in' && prefersPage(c)) return signInFirst(c);
  setProblemHeaders(c, problem);
  const messages = await loadMessages(c, dependencies);
  const { detail, errors } = problemText(problem, messages);
  const members = {
    ...problem.members,
    ...(uploadState && { state: uploadState }),
    ...(uploadState === 'rejected' && { reason: detail }),
    ...(errors.length > 0 && { errors }),
  };
  const content = { status: statusOf[kind], title: messages.titles[kind], detail, members };
  return sendDocument(c, dependencies, content);
}

/** Responds with an error that is no problem of the app's own: of the entry, or of a library. */
export async function sendRefusal(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  refusal: { readonly status: ContentfulStatusCode; readonly detail: string },
): Promise<ResponseWithoutJson> {
  const messages = await loadMessages(c, dependencies);
  return sendDocument(c, dependencies, { ...refusal, title: messages.titles.refused });
}

function loadMessages(c: Context<AppEnv>, dependencies: Dependencies): Promise<Messages> {
  return prefersPage(c) ? loadPageMessages(c, dependencies) : loadProblemMessages(c, dependencies);
}

async function sendDocument(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  problem: { status: ContentfulStatusCode; title: string; detail: string; members?: Record<string, unknown> },
): Promise<ResponseWithoutJson> {
  const { status, title, detail, members } = problem;
  const requestId = c.get('requestId');
  if (prefersPage(c)) {
    const page = <ErrorPage title={title} detail={detail} requestId={requestId} />;
    return renderPage(c, dependencies, () => title, page, status);
  }
  answerInLanguage(c);
  const body = { type: 'about:blank', title, status, detail, ...members, requestId };
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' });
}

/** Responds with sign-in. After a GET it leads back to the same page; after a post, to the page of the form. */
async function signInFirst(c: Context<AppEnv>): Promise<ResponseWithoutJson> {
  const { pathname, search } = new URL(c.req.url);
  const next = c.req.method === 'GET' || c.req.method === 'HEAD' ? pathname + search : pathname;
  return c.redirect(`/session/new?next=${encodeURIComponent(next)}`, 303);
}
