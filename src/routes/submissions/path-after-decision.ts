import type { Context } from 'hono';
import type { AppEnv } from '../../http/app-env.ts';

/** Returns the page of a submission after a decision, at its place in the table. */
export function pathAfterDecision(c: Context<AppEnv>, id: string): string {
  const parameters = new URLSearchParams({ saved: '1' });
  for (const name of ['in', 'at']) {
    const value = c.req.query(name);
    if (value !== undefined) parameters.set(name, value);
  }
  return `/submissions/${id}?${parameters}`;
}
