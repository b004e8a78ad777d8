import type { Context } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import type { Dependencies } from '../dependencies.ts';
import type { AppEnv } from '../http/app-env.ts';
import { requireAdmin, requireUser } from '../http/guards.ts';
import { sendProblem } from '../http/send-problem.tsx';
import { operation } from '../openapi/operation.ts';
import { signInFirst } from '../openapi/problem-responses.ts';
import { createRouter, describeOnly } from '../openapi/router.ts';
import { Problem } from '../problems/problem.ts';
import { addressBelowMount } from '../upstream/address.ts';
import type { Upstream, UpstreamResponse } from '../upstream/upstream.ts';

/** The operation of the route below, whose path with any number of slashes OpenAPI cannot express. */
const askUpstreamOperation = operation({
  tag: { name: 'Upstreams', description: 'Other APIs that this app passes requests on to.' },
  access: 'anyone',
  optionalScope: 'read',
  method: 'get',
  path: '/upstreams/{name}/{path}',
  operationId: 'askUpstream',
  summary: 'Send a request to a configured API',
  description:
    'The path after the name goes to the upstream, with slashes and query. Its response comes back unchanged, with its own status and type, but never with 401 or 407. A problem with `requestId` comes from this app, every other response from the upstream. `HEAD` works too. Each upstream has its own access rule.',
  responses: {
    200: { description: "The upstream's response.", passThrough: true },
    303: signInFirst,
    default: { description: "The upstream's response, with another status.", passThrough: true },
  },
  problems: ['not-signed-in', 'not-allowed', 'upstream-failed', 'upstream-slow'],
});

/** Passes requests to a configured API, and sends its response unchanged. */
export function upstreams(dependencies: Dependencies) {
  const routes = createRouter();

  describeOnly(routes, askUpstreamOperation);

  routes.get('/upstreams/:name/*', async (c) => {
    const upstream = dependencies.upstreams.get(c.req.param('name'));
    if (!upstream) return sendProblem(c, dependencies, new Problem('not-found', 'no-such-upstream'));
    admit(c, upstream);
    const response = await askUpstream(c, upstream, dependencies);
    // The client has disconnected. 499 is for the log, as nginx writes it; Hono's type lists only registered statuses.
    if (!response) return c.newResponse(null, 499 as StatusCode);
    // True because `ask` returns only statuses from 200 to 599.
    return c.newResponse(response.body, response.status as StatusCode, response.fields);
  });

  return routes;
}

/** @throws ProblemError with 401 or 403 */
function admit(c: Context<AppEnv>, { access }: Upstream): void {
  if (access === 'signed-in') requireUser(c);
  if (access === 'admins') requireAdmin(c);
}

async function askUpstream(
  c: Context<AppEnv>,
  upstream: Upstream,
  { log, metrics }: Dependencies,
): Promise<UpstreamResponse | undefined> {
  const startedAt = performance.now();
  try {
    return await upstream.fetch({
      method: c.req.method === 'HEAD' ? 'HEAD' : 'GET',
      address: addressBelowMount(c.req.url),
      headers: c.req.raw.headers,
      signal: c.req.raw.signal,
      deadlineAt: c.env?.deadlineAt,
      onBroken: ({ name, message, cause }) =>
        log.error({ requestId: c.get('requestId'), upstream: upstream.name, error: name, message, cause }),
    });
  } finally {
    const ms = Math.round(performance.now() - startedAt);
    c.set('upstreamMs', ms);
    metrics.upstreamTime(upstream.name, ms);
  }
}
