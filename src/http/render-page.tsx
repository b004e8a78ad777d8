import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Dependencies } from '../dependencies.ts';
import { formsFor } from '../forms/registry.ts';
import { Problem } from '../problems/problem.ts';
import { Layout } from '../views/layout.tsx';
import type { AppEnv, ResponseWithoutJson } from './app-env.ts';
import { statusOf } from './status.ts';

/**
 * Responds with a page: the content inside the layout of every page.
 *
 * @param outcome the status, or the problem that the page shows, which then sets the response's status and headers
 */
export async function renderPage(
  c: Context<AppEnv>,
  { assets, brand, forms }: Dependencies,
  title: string,
  content: Child,
  outcome: ContentfulStatusCode | Problem = 200,
): Promise<ResponseWithoutJson> {
  const user = c.get('user');
  const offered = user ? formsFor(forms, user) : [];
  const frame = {
    stylesheetPath: assets.pathOf('styles.css'),
    scriptPath: assets.pathOf('main.js'),
    logoPath: assets.pathOf('logo.svg'),
    brand,
    path: c.req.path,
    user,
    // The session and token middleware sets `user`, for anonymous requests too. Before it, the user is unknown.
    isUserKnown: 'user' in c.var,
    forms: offered,
  };
  const document = await (
    <Layout frame={frame} title={title}>
      {content}
    </Layout>
  ).toString();
  c.header('Vary', 'Accept', { append: true });
  if (outcome instanceof Problem) setProblemHeaders(c, outcome);
  const status = outcome instanceof Problem ? statusOf[outcome.kind] : outcome;
  return c.body(`<!doctype html>${document}`, status, { 'Content-Type': 'text/html; charset=UTF-8' });
}

/**
 * Sets the headers of a problem, in any representation: `Retry-After` (RFC 9110, 10.2.3), and `WWW-Authenticate`
 * (11.6.1).
 */
export function setProblemHeaders(c: Context<AppEnv>, { kind, retryAfterSeconds }: Problem): void {
  if (kind === 'not-signed-in') c.header('WWW-Authenticate', 'Bearer');
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
}
