import type { Agent, IncomingMessage } from 'node:http';
import { type OutgoingRequest, sendRequest } from './send-request.ts';

/** Raised for a redirect that the app does not follow: to another origin, or the fourth. */
export class RedirectNotFollowed extends Error {
  override name = 'RedirectNotFollowed';
}

const maxRedirects = 3;
/** Redirect statuses (RFC 9110, section 15.4). The app repeats GET and HEAD as they are. */
const redirectStatuses = new Set([301, 302, 303, 307, 308]);

/**
 * Sends a request and follows redirects within its origin.
 *
 * @throws RedirectNotFollowed, and the errors of `sendRequest`
 */
export async function followRedirects(sending: OutgoingRequest, agent: Agent): Promise<IncomingMessage> {
  let { path } = sending;
  for (let redirects = 0; ; redirects += 1) {
    const response = await sendRequest({ ...sending, path }, agent);
    const { location } = response.headers;
    if (location === undefined || !redirectStatuses.has(response.statusCode ?? 0)) return response;
    response.destroy(); // the body of a redirect is of no use, and may have any length
    if (redirects === maxRedirects) throw new RedirectNotFollowed(`More than ${maxRedirects} redirects.`);
    path = redirectPath(location, path, sending.origin);
  }
}

function redirectPath(location: string, path: string, { origin }: URL): string {
  const target = URL.parse(location, origin + path);
  if (target?.origin !== origin || target.username || target.password) {
    throw new RedirectNotFollowed(`A redirect from ${origin} to another origin.`);
  }
  return target.pathname + target.search;
}
