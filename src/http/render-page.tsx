import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Dependencies } from '../dependencies.ts';
import { formsFor } from '../forms/registry.ts';
import { Problem } from '../problems/problem.ts';
import type { Failure } from '../views/account-field.tsx';
import { Layout } from '../views/layout.tsx';
import type { AppEnv } from './app-env.ts';
import { statusOf } from './status.ts';

/**
 * Answers with a page: the content in the frame that every page has.
 *
 * @param outcome the status, or the problem that the page shows, whose status and headers then are the answer's
 */
export async function renderPage(
  c: Context<AppEnv>,
  { assets, forms }: Dependencies,
  title: string,
  content: Child,
  outcome: ContentfulStatusCode | Problem = 200,
): Promise<Response> {
  const user = c.get('user');
  const offered = user ? formsFor(forms, user) : [];
  const frame = {
    stylesheetPath: assets.pathOf('styles.css'),
    scriptPath: assets.pathOf('main.js'),
    path: c.req.path,
    user,
    // Set by those who find out who asks, to nobody too. What is refused or fails before that can be anybody's.
    isAskerKnown: 'user' in c.var,
    forms: offered,
  };
  const document = await (
    <Layout frame={frame} title={title}>
      {content}
    </Layout>
  ).toString();
  c.header('Vary', 'Accept', { append: true });
  if (outcome instanceof Problem) setProblemHeaders(c, outcome);
  const status = outcome instanceof Problem ? statusOf[outcome.kind].status : outcome;
  return c.html(`<!doctype html>${document}`, status);
}

/** Headers that a problem has in any representation: when to ask again (RFC 9110, 10.2.3), and how to sign in (11.6.1). */
export function setProblemHeaders(c: Context<AppEnv>, { kind, retryAfterSeconds }: Problem): void {
  if (kind === 'not-signed-in') c.header('WWW-Authenticate', 'Bearer');
  if (retryAfterSeconds !== undefined) c.header('Retry-After', String(retryAfterSeconds));
}

/** A problem as a form about an account shows it: a sentence, and one for each field. */
export function toFormProblem(problem: Problem | undefined): Failure | undefined {
  return problem && { detail: problem.detail, fields: problem.errors };
}
