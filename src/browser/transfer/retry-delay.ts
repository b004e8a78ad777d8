/** How a request ended. Status 0: no answer came, or none in time. */
export interface Attempt {
  readonly status: number;
  /** What `Retry-After` asked for, in milliseconds; 0: nothing. */
  readonly retryAfterMs: number;
  /** S3's error code, for example `BadDigest`; of the bucket's answers only, and empty when it gave none. */
  readonly code?: string;
}

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;

/**
 * How long to wait before the next attempt, in milliseconds, after so many failures in a row: exponential back-off with
 * full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), after what the server asked for.
 */
export function retryDelayInMs(failures: number, retryAfterMs: number, random: () => number = Math.random): number {
  return retryAfterMs + random() * Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1));
}

/**
 * Whether the same request may succeed later: no answer, a time-out, too many requests, or a server's trouble. Every
 * other 4xx says that the request itself is wrong, but for two of S3's: bytes that came too slowly (400), and two
 * requests for one object at once (409).
 */
export function isTemporary({ status, code = '' }: Attempt): boolean {
  return (
    [0, 408, 429].includes(status) ||
    (status >= 500 && status !== 501) ||
    /^(RequestTimeout|ConditionalRequestConflict)$/.test(code)
  );
}

/**
 * The milliseconds that a `Retry-After` header asks for, as seconds or as a date (RFC 9110, section 10.2.3); 0:
 * nothing.
 */
export function retryAfterInMs(header: string | null | undefined, now: number): number {
  const ms = Number(header) * 1000 || Date.parse(header ?? '') - now;
  return ms > 0 ? ms : 0;
}
