import type { Queues } from './queues/queues.ts';
import type { Members } from './request-members.ts';

/** What operations work on. */
export interface OperationContext {
  readonly queues: Queues;
  readonly now: () => Date;
  /** Aborted when the client goes, so that a long poll ends. */
  readonly gone: AbortSignal;
  /** True when a received message stays visible, and a deleted one stays: a standard queue delivers at least once. */
  readonly isRepeated: boolean;
  /** The entries of a batch that fail as by a fault of SQS, by their ids. */
  readonly failingEntries: readonly string[];
}

/** One operation of SQS: takes the request's document and returns the response's. */
export interface Operation {
  /** Parameters of SQS that the operation refuses by name. */
  readonly lacks?: readonly string[];
  run(request: Members, context: OperationContext): Members | Promise<Members>;
}
