import { Hono } from 'hono';
import type { LambdaBindings } from '../src/bindings.ts';

interface RecordedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly env: LambdaBindings;
}

/** Returns an app as the adapter expects it: headers on everything, and adapter errors in its own form. */
export function recordingApp(): Hono<{ Bindings: LambdaBindings }> & { readonly recorded: RecordedRequest[] } {
  const recorded: RecordedRequest[] = [];
  const app = new Hono<{ Bindings: LambdaBindings }>();
  app.use(async (c, next) => {
    recorded.push({ method: c.req.method, url: c.req.url, headers: c.req.header(), env: c.env });
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
  return Object.assign(app, { recorded });
}
