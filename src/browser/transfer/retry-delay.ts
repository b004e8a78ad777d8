/** The result of a request. Status 0: no response came, or none in time. */
export interface RequestOutcome {
  readonly status: number;
  /** The wait in `Retry-After`, in milliseconds; 0 without one. */
  readonly retryAfterMs: number;
  /** S3's error code, for example `BadDigest`; only for the bucket, and empty when its response has none. */
  readonly code?: string;
}

const firstDelayMs = 1_000;
const longestDelayMs = 30_000;

/**
 * Returns the milliseconds before the next attempt, after so many failures in a row. It is exponential back-off with
 * full jitter (AWS Architecture Blog, "Exponential Backoff And Jitter"), after the wait that the server asked for.
 */
export function retryDelayInMs(failures: number, retryAfterMs: number, random: () => number = Math.random): number {
  return retryAfterMs + random() * Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1));
}

/**
 * True when the same request may succeed later: no response, a time-out, too many requests, or a server error. Every
 * other 4xx says that the request itself is wrong, but for two of S3's: bytes that came too slowly (400), and two
 * requests for one object at once (409).
 */
export function isTemporary({ status, code = '' }: RequestOutcome): boolean {
  return (
    [0, 408, 429].includes(status) ||
    (status >= 500 && status !== 501) ||
    /^(RequestTimeout|ConditionalRequestConflict)$/.test(code)
  );
}

/**
 * Returns the milliseconds of a `Retry-After` header, in seconds or as a date (RFC 9110, section 10.2.3); 0 without
 * one.
 */
export function retryAfterInMs(header: string | null | undefined, now: number): number {
  const ms = Number(header) * 1000 || Date.parse(header ?? '') - now;
  return ms > 0 ? ms : 0;
}
