import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

/**
 * An answer as it comes over the wire, still compressed, of which nothing has been read yet. `fetch` would decode it.
 */
export async function rawGet(url: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const request = get(url, { headers, agent: false });
  // The one argument that the event `response` has.
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  request.on('error', () => {}); // who reads the response is told of it
  return response;
}

/** The same, following one redirect as a browser would, but without what was sent to the first address. */
export async function rawFollow(url: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const response = await rawGet(url, headers);
  const { location } = response.headers;
  if (location === undefined) return response;
  response.resume();
  return rawGet(location);
}
