import type { Message } from '../messages/message.ts';
import type { Problem } from './problem.ts';

/**
 * Raised where a problem must leave the middle of a call chain: reading a body, authenticating a user. The response is
 * that of the problem.
 */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(asLogged(problem.message));
    this.problem = problem;
  }
}

/** Raised when bucket, table or scanner gives no result: a retry may help. */
export class StorageUnavailable extends Error {
  override name = 'StorageUnavailable';
}

/** Raised when the bucket is unreachable, or its response says nothing about the request. */
export class BucketUnavailable extends StorageUnavailable {
  override name = 'BucketUnavailable';
}

/** Raised when the scanner is unreachable: files wait. */
export class ScannerUnavailable extends StorageUnavailable {
  override name = 'ScannerUnavailable';
}

/** Raised when the table is unreachable, or throttles beyond the SDK's own retries. */
export class TableUnavailable extends StorageUnavailable {
  override name = 'TableUnavailable';
}

/** Raised when the queue is unreachable, or has not taken all messages. The table keeps the jobs. */
export class QueueUnavailable extends Error {
  override name = 'QueueUnavailable';
}

/**
 * Raised when an upstream is unreachable or too slow, or its response cannot be passed on. The client learns its name
 * only; the log has the cause.
 */
export class UpstreamFailed extends Error {
  override name = 'UpstreamFailed';
  readonly problem: Problem;

  constructor(problem: Problem, cause: unknown) {
    super(asLogged(problem.message), { cause });
    this.problem = problem;
  }
}

/** Raised at start-up when a declaration, of a form or of the brand, cannot work. */
export class InvalidDeclaration extends Error {
  override name = 'InvalidDeclaration';
}

/** Returns a message for the log, which has no language: its code, and its values as JSON. */
function asLogged({ code, params }: Message): string {
  return params === undefined ? code : `${code} ${JSON.stringify(params)}`;
}
