import type { PartPlan } from '../../uploads/part-plan.ts';
import { type Attempt, retryAfterInMs } from './retry-delay.ts';
import { stopWith } from './stop.ts';

/** The permission to send one thing; exactly this method, URL and headers. */
export interface PresignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the app's answers about uploads may hold; which of it depends on the question. */
export interface AppAnswerBody {
  readonly id?: string;
  readonly state?: string;
  readonly reason?: string | null;
  readonly request?: PresignedRequest;
  readonly multipart?: PartPlan;
  readonly parts?: readonly { readonly partNumber: number; readonly request: PresignedRequest }[];
  readonly receivedParts?: readonly { readonly partNumber: number; readonly size: number }[];
  /** The sentence of a problem answer (RFC 9457). */
  readonly detail?: string;
}

/** An answer of the app. Status 0: none came. */
export interface AppAnswer extends Attempt {
  readonly body: AppAnswerBody;
}

/** Longer than API Gateway waits for an answer (30 s): whoever is silent until then stays silent. */
const answerTimeoutMs = 40_000;

/**
 * Asks the app once, in JSON, as the signed-in user. No answer, or one that is not JSON, is a value too.
 *
 * @throws the signal's reason when the caller gave up.
 */
export async function askApp(
  method: string,
  path: string,
  signal: AbortSignal,
  body?: object,
  timeoutMs = answerTimeoutMs,
): Promise<AppAnswer> {
  const stop = stopWith(signal);
  // After an answer that came in time this only ends the listening.
  setTimeout(() => stop.abort(), timeoutMs);
  try {
    const response = await fetch(path, {
      method,
      headers: body ? { 'content-type': 'application/json' } : {},
      // Nothing stays nothing.
      body: JSON.stringify(body),
      signal: stop.signal,
    });
    const retryAfterMs = retryAfterInMs(response.headers.get('retry-after'), Date.now());
    // The app that served this script is the one that answers; every property is optional and checked where it is used.
    const said = (await response.json().catch(() => null)) as AppAnswerBody | null;
    return { status: response.status, retryAfterMs, body: said ?? {} };
  } catch {
    signal.throwIfAborted();
    return { status: 0, retryAfterMs: 0, body: {} };
  }
}
