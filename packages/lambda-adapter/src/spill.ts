import { randomBytes } from 'node:crypto';
import { tooLarge } from './adapter-error.ts';
import type { AdapterError } from './bindings.ts';
import type { OversizedResponse, Spill } from './handler.ts';
import { responseCacheKey, spillKey } from './response-cache-key.ts';
import { createSingleFlight } from './single-flight.ts';
import { type SpillHeaders, type SpillObjects, spilledHeaderNames } from './spill-objects.ts';

export interface SpillOptions {
  readonly objects: SpillObjects;
  /**
   * The secret of the keys under which spilled responses are found again. Without one each process makes its own, and
   * finds only its own objects.
   */
  readonly secret: string | undefined;
}

/** Headers that describe the bytes (RFC 9110, section 8; RFC 9530) and are false for the redirect. */
const ofTheBytes = [
  ...spilledHeaderNames,
  ...['accept-ranges', 'age', 'content-digest', 'content-length', 'content-location', 'content-range', 'digest'],
  ...['etag', 'expires', 'last-modified', 'pragma', 'repr-digest', spillKey],
];

/**
 * The time to remove an object without a name, in milliseconds. It is the last step of a spill within the reserve of
 * its deadline.
 */
export const removeMs = 700;

/**
 * Creates a spill: it streams an oversized response to the bucket and redirects the client there.
 *
 * The redirect is 302 for GET, 303 otherwise, to a signed URL that no cache keeps and no `Referer` passes on. All other
 * headers and the cookies of the response go with the redirect.
 *
 * A response with a strong `ETag` or an `X-Spill-Key` is made once ({@link responseCacheKey}): later requests find it,
 * and none of it is produced.
 *
 * A script that follows the redirect with `fetch` must not ask for `credentials: 'include'`: the bucket allows the
 * app's origin, but no credentials, so the browser would refuse it the response. The default, `same-origin`, works.
 */
export function createSpill({ objects, secret = randomBytes(32).toString('hex') }: SpillOptions): Spill {
  const once = createSingleFlight(objects);
  return async function spill(oversized) {
    const { request, response, body, signal, cutOffAt } = oversized;
    if (response.status !== 200) return cannotBeSpilled(response.status);
    const name = responseCacheKey(request, response, secret);
    const key = await objects.key(name ?? undefined);
    const headers = spilledHeaders(response);
    const make = () => objects.write({ key, headers, chunks: body.chunks(), signal });
    if (name === null) await make().catch(removing(objects, key));
    else await once({ key, cutOffAt, signal, make });
    return redirect(oversized, await objects.address(key, headers));
  };
}

/** Returns the error for other statuses than 200, since the bucket always answers 200. */
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

/**
 * Removes the object after a failure. It may exist without a confirmation: when time is up just as the bucket completes
 * it.
 */
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
