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

/** The route of the same name, whose path has no end, is not in the document's language. */
const askUpstreamOperation = operation({
  tag: 'Upstreams',
  access: 'anyone',
  optionalScope: 'read',
  method: 'get',
  path: '/upstreams/{name}/{path}',
  operationId: 'askUpstream',
  summary: 'Ask a configured API',
  description:
    'Whatever stands behind the name goes to the upstream, slashes and query too, and its answer comes back as it is, with whatever status and type it has, but never 401 or 407: a problem with `requestId` is ours, all else comes from the upstream. `HEAD` too. Who may ask is configured for each.',
  responses: {
    200: { description: "The upstream's answer.", passThrough: true },
    303: signInFirst,
    default: { description: "The upstream's answer, with a status of its own.", passThrough: true },
  },
  problems: ['not-signed-in', 'not-allowed', 'upstream-failed', 'upstream-slow'],
});

/** `GET` and `HEAD /upstreams/{name}/{path…}`: the answer of a configured API, its bytes untouched. */
export function upstreams(dependencies: Dependencies) {
  const routes = createRouter();

  describeOnly(routes, askUpstreamOperation);

  routes.get('/upstreams/:name/*', async (c) => {
    const upstream = dependencies.upstreams.get(c.req.param('name'));
    if (!upstream) return sendProblem(c, dependencies, new Problem('not-found', 'There is no upstream of this name.'));
    admit(c, upstream);
    const answer = await askUpstream(c, upstream, dependencies);
    // Who has gone gets none; the status is for the log, as nginx writes it, and a real one although Hono's type lists
    // only those that are registered.
    if (!answer) return c.newResponse(null, 499 as StatusCode);
    // True because `ask` gives no other status than 200 to 599.
    return c.newResponse(answer.body, answer.status as StatusCode, answer.fields);
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
    return await upstream.ask({
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
