import type { MiddlewareHandler } from 'hono';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { prefersPage } from '../http/negotiation.ts';

/**
 * Counts the pages of forms that users open, for the statistics. The check of a cookie begins the count once the cookie
 * is genuine, so that it is made beside the look-up of the user, and a visitor costs none. A count that fails is left out.
 */
export function countOpening({ records, forms, clock }: Dependencies): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const form = forms.get(c.req.param('form') ?? '');
    let counting: Promise<void> | undefined;
    if (form && c.req.method === 'GET' && prefersPage(c))
      c.set('readAhead', () => {
        counting ??= records.counts.count(form.slug, 'opened', clock().toISOString()).catch(() => undefined);
        return counting;
      });
    await next();
    // Lambda stops with the response, and would lose it.
    await counting;
  };
}
