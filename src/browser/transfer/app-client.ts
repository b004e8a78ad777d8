import type { PartPlan } from '../../uploads/part-plan.ts';
import { type RequestOutcome, retryAfterInMs } from './retry-delay.ts';
import { stopWith } from './stop.ts';

/** A signed request: exactly this method, URL and headers. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The members of the app's responses about uploads; each request has some of them. */
export interface AppResponseBody {
  readonly id?: string;
  readonly state?: string;
  readonly reason?: string | null;
  readonly request?: SignedRequest;
  readonly multipart?: PartPlan;
  readonly parts?: readonly { readonly partNumber: number; readonly request: SignedRequest }[];
  readonly receivedParts?: readonly { readonly partNumber: number; readonly size: number }[];
  /** The sentence of a problem document (RFC 9457). */
  readonly detail?: string;
}

/** A response of the app. Status 0: there was none. */
export interface AppResponse extends RequestOutcome {
  readonly body: AppResponseBody;
}

/** The time-out of a request, longer than that of API Gateway (30 s). A later response is lost. */
const responseTimeoutMs = 40_000;

/**
 * Sends one request to the app, in JSON, as the signed-in user. A missing response, or one that is not JSON, is a value
 * too.
 *
 * @throws the signal's reason when the caller has cancelled.
 */
export async function fetchApp(
  method: string,
  path: string,
  signal: AbortSignal,
  body?: object,
  timeoutMs = responseTimeoutMs,
): Promise<AppResponse> {
  const stop = stopWith(signal);
  // After a response in time this only removes the listener.
  setTimeout(() => stop.abort(), timeoutMs);
  try {
    const response = await fetch(path, {
      method,
      headers: {
        // The app's sentences are shown on this page.
        'accept-language': document.documentElement.lang,
        ...(body && { 'content-type': 'application/json' }),
      },
      // An undefined body stays undefined.
      body: JSON.stringify(body),
      // A removal ends also when the page is left.
      keepalive: method === 'DELETE',
      signal: stop.signal,
    });
    const retryAfterMs = retryAfterInMs(response.headers.get('retry-after'), Date.now());
    // The response comes from the app that served this script; every property is optional and checked where it is used.
    const said = (await response.json().catch(() => null)) as AppResponseBody | null;
    return { status: response.status, retryAfterMs, body: said ?? {} };
  } catch {
    signal.throwIfAborted();
    return { status: 0, retryAfterMs: 0, body: {} };
  }
}
