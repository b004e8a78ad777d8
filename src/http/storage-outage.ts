import type { Context } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import { StorageUnavailable } from '../problems/errors.ts';
import type { Problem } from '../problems/problem.ts';
import type { AppEnv, ResponseWithoutJson } from './app-env.ts';
import { logError } from './log-error.ts';
import { prefersPage } from './negotiation.ts';
import { renderResubmitPage } from './render-resubmit-page.tsx';
import { readForm } from './request-body.ts';
import { sendProblem } from './send-problem.tsx';
import { storageUnavailable } from './status.ts';

/**
 * Runs a function that needs bucket or table, and returns an outage as a problem. It is for routes that can show a form
 * again with it.
 */
export async function catchOutage<Answer>(
  c: Context<AppEnv>,
  dependencies: Dependencies,
  ask: () => Promise<Answer>,
): Promise<Answer | Problem> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof StorageUnavailable)) throw error;
    logError(c, dependencies, error);
    return storageUnavailable('comes back');
  }
}

/**
 * Responds to an outage in which the app cannot load the user or their uploads. It cannot show the form then, but the
 * posted values come back all the same, where the page needs nothing else.
 */
export async function respondToOutage(c: Context<AppEnv>, dependencies: Dependencies): Promise<ResponseWithoutJson> {
  const post = c.req.method === 'POST' && prefersPage(c) ? await readForm(c).catch(() => undefined) : undefined;
  const kept = post && renderResubmitPage(c, dependencies, post);
  return kept ?? sendProblem(c, dependencies, storageUnavailable('is gone'));
}
