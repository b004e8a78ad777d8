import { randomBytes } from 'node:crypto';
import type { AdapterError } from './bindings.ts';
import type { OversizedResponse, Spill } from './handler.ts';
import { tooLarge } from './refusals.ts';
import { responseCacheKey, spillKey } from './response-cache-key.ts';
import { createSingleFlight } from './single-flight.ts';
import { type SpillHeaders, type SpillObjects, spilledHeaderNames } from './spill-objects.ts';

export interface SpillOptions {
  readonly objects: SpillObjects;
  /** Names what is found again. Without one each process makes its own, and finds only what it has made itself. */
  readonly secret: string | undefined;
}

/** What is told of the bytes (RFC 9110, section 8; RFC 9530) and is not true of the redirect. */
const ofTheBytes = [
  ...spilledHeaderNames,
  ...['accept-ranges', 'age', 'content-digest', 'content-length', 'content-location', 'content-range', 'digest'],
  ...['etag', 'expires', 'last-modified', 'pragma', 'repr-digest', spillKey],
];

/** For the removal of what has no name: the last of what a spill does within the reserve of its deadline. */
export const removeMs = 700;

/**
 * Sends what Lambda cannot carry to the bucket while it is being produced, and the client after it: 302 for GET, 303
 * otherwise, to a signed address of which nobody keeps or passes on anything. All other headers and the cookies of the
 * answer go with the redirect.
 *
 * What has a strong `ETag` or an `X-Spill-Key` is made once ({@link responseCacheKey}): afterwards it is found, and nothing of
 * it is produced.
 *
 * A script that follows the redirect with `fetch` must not ask for `credentials: 'include'`: the bucket allows our
 * origin, but no credentials, so the browser would refuse it the answer. The default, `same-origin`, works.
 */
export function createSpill({ objects, secret = randomBytes(32).toString('hex') }: SpillOptions): Spill {
  const once = createSingleFlight(objects);
  return async function spill(outgrown) {
    const { request, response, body, signal, cutOffAt } = outgrown;
    if (response.status !== 200) return cannotBeSpilled(response.status);
    const name = responseCacheKey(request, response, secret);
    const key = await objects.key(name ?? undefined);
    const headers = spilledHeaders(response);
    const make = () => objects.write({ key, headers, chunks: body.chunks(), signal });
    if (name === null) await make().catch(removing(objects, key));
    else await once({ key, cutOffAt, signal, make });
    return redirect(outgrown, await objects.address(key, headers));
  };
}

/** Whoever is sent to the bucket gets a 200 there. */
function cannotBeSpilled(status: number): AdapterError {
  return {
    ...tooLarge,
    cause: new Error(`An answer outgrew Lambda with status ${status}; only a 200 can be spilled.`),
  };
}

function spilledHeaders({ headers }: Response): SpillHeaders {
  const said = spilledHeaderNames.map((name) => [name, headers.get(name)] as const);
  return Object.fromEntries(said.filter(([, value]) => value !== null));
}

/** The object may be there although nobody said so: when time is up just as the bucket puts it together. */
function removing(objects: SpillObjects, key: string) {
  return async (error: unknown): Promise<never> => {
    await objects.remove(key, AbortSignal.timeout(removeMs)).catch(() => {});
    throw error;
  };
}

function redirect({ request, response }: OversizedResponse, address: string): Response {
  const headers = new Headers(response.headers);
  for (const name of ofTheBytes) headers.delete(name);
  headers.set('location', address);
  headers.set('cache-control', 'private, no-store');
  headers.set('referrer-policy', 'no-referrer');
  return new Response(null, { status: request.method === 'GET' ? 302 : 303, headers });
}
