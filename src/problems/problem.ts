import { type Message, type PlainCode, toMessage } from '../messages/message.ts';

/**
 * An expected "no": a value that the domain returns, not an exception. One table (`http/status.ts`) turns its kind into
 * an HTTP status; its message becomes a sentence for the person, which says what happened and what to do.
 */
export class Problem {
  readonly kind: ProblemKind;
  readonly message: Message;
  /** For invalid input: each field, and a message that can stand next to it. */
  readonly errors: readonly FieldError[];
  /** For limits and outages: the seconds until a retry can succeed. */
  readonly retryAfterSeconds: number | undefined;
  /** For an upload: its state, which the problem document then names. */
  readonly uploadState: 'pending' | 'rejected' | undefined;
  /** Further members of the problem document, for programs. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(kind: ProblemKind, given: PlainCode | Message, options: ProblemOptions = {}) {
    this.kind = kind;
    this.message = toMessage(given);
    this.errors = options.errors ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.uploadState = options.uploadState;
    this.members = options.members ?? {};
  }
}

interface ProblemOptions {
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  readonly uploadState?: 'pending' | 'rejected';
  readonly members?: Readonly<Record<string, unknown>>;
}

export type ProblemKind =
  | 'malformed'
  | 'not-signed-in'
  | 'bad-token'
  | 'not-allowed'
  | 'not-found'
  | 'gone'
  | 'wrong-method'
  | 'not-there-yet'
  | 'conflict'
  | 'too-large'
  | 'type-not-accepted'
  | 'invalid'
  | 'limit-reached'
  | 'unavailable'
  | 'internal'
  | 'upstream-failed'
  | 'upstream-slow';

export interface FieldError {
  readonly field: string;
  readonly message: Message;
}
