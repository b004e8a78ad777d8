/**
 * An expected "no": a value that the domain returns, not an exception. One table (`http/status.ts`) turns its kind into
 * an HTTP status; `detail` is a sentence for the person, saying what happened and what to do.
 */
export class Problem {
  readonly kind: ProblemKind;
  readonly detail: string;
  /** For invalid input: each field, and a sentence that can stand next to it. */
  readonly errors: readonly FieldError[];
  /** For limits and outages: the seconds until a retry can succeed. */
  readonly retryAfterSeconds: number | undefined;
  /** Members added to the problem document, such as an upload's state. */
  readonly extra: Record<string, unknown>;

  constructor(
    kind: ProblemKind,
    detail: string,
    more: { errors?: readonly FieldError[]; retryAfterSeconds?: number; extra?: Record<string, unknown> } = {},
  ) {
    this.kind = kind;
    this.detail = detail;
    this.errors = more.errors ?? [];
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.extra = more.extra ?? {};
  }
}

/** Returns the problem of a user or client with too many attempts: the limit holds until the seconds have passed. */
export function tooManyAttempts(attempts: string, retryAfterSeconds: number): Problem {
  const minutes = Math.ceil(retryAfterSeconds / 60);
  const detail = `Too many ${attempts}. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`;
  return new Problem('limit-reached', detail, { retryAfterSeconds });
}

export type ProblemKind =
  | 'malformed'
  | 'not-signed-in'
  | 'bad-token'
  | 'not-allowed'
  | 'not-found'
  | 'not-there-yet'
  | 'conflict'
  | 'too-large'
  | 'type-not-accepted'
  | 'invalid'
  | 'limit-reached'
  | 'unavailable'
  | 'upstream-failed'
  | 'upstream-slow';

export interface FieldError {
  readonly field: string;
  readonly message: string;
}
