import { operation } from '../openapi/operation.ts';
import { signInFirst } from '../openapi/problem-responses.ts';

/** The route of the same name, whose path has no end, is not in the document's language. */
export const askUpstream = operation({
  tag: 'Upstreams',
  access: 'anyone',
  scopeIfAny: 'read',
  method: 'get',
  path: '/{name}/{path}',
  operationId: 'askUpstream',
  summary: 'Ask a configured API',
  description:
    'Whatever stands behind the name goes to the upstream, slashes and query too, and its answer comes back as it is, with whatever status and type it has, but never 401 or 407: a problem with `requestId` is ours, all else comes from the upstream. `HEAD` too. Who may ask is configured for each.',
  answers: {
    200: { description: "The upstream's answer.", anything: true },
    303: signInFirst,
    default: { description: "The upstream's answer, with a status of its own.", anything: true },
  },
  problems: ['not-signed-in', 'not-allowed', 'upstream-failed', 'upstream-slow'],
});
