/**
 * Where a worker finds a job, and what it needs to know before it looks. Messages arrive at least once and in any
 * order; the job's record in the table decides whether work is left.
 */
export interface JobMessage {
  readonly kind: string;
  readonly id: string;
  /** The time (RFC 3339) from which the job may run; a part of its record's key. */
  readonly dueAt: string;
  /** The form whose submissions cause the work. A form with many jobs does not delay those of others. */
  readonly form: string | null;
}

/** The queue that wakes workers. The table keeps the jobs, so a lost message delays a job and loses nothing. */
export interface Queue {
  send(messages: readonly JobMessage[]): Promise<void>;
}

/** A queue that drops its messages: for commands, whose jobs the sweep finds in the table. */
export const noQueue: Queue = { send: async () => undefined };
