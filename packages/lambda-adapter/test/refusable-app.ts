import { Hono } from 'hono';
import type { LambdaBindings } from '../src/bindings.ts';

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly env: LambdaBindings;
}

/** Returns an app as the adapter expects it: headers on everything, and adapter errors in its own form. */
export function refusableApp(): Hono<{ Bindings: LambdaBindings }> & { readonly seen: Seen[] } {
  const seen: Seen[] = [];
  const app = new Hono<{ Bindings: LambdaBindings }>();
  app.use(async (c, next) => {
    seen.push({ method: c.req.method, url: c.req.url, headers: c.req.header(), env: c.env });
    await next();
    c.res.headers.set('x-content-type-options', 'nosniff');
    c.res.headers.set('x-request-id', c.env.requestId);
  });
  app.use(async (c, next) => {
    const { adapterError } = c.env;
    if (!adapterError) return next();
    const problem = JSON.stringify({ status: adapterError.status, detail: adapterError.detail });
    return new Response(problem, {
      status: adapterError.status,
      headers: { 'content-type': 'application/problem+json' },
    });
  });
  return Object.assign(app, { seen });
}
