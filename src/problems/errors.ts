import type { Problem } from './problem.ts';

/**
 * Raised where a problem must leave the middle of a call chain: reading a body, finding out who is asking. The answer
 * is the problem's.
 */
export class ProblemError extends Error {
  override name = 'Refused';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Bucket or table cannot tell: nothing is decided, and asking again may help. */
export class StorageUnavailable extends Error {
  override name = 'StorageUnavailable';
}

/** Raised when the bucket cannot be reached or does not answer in a way that tells anything. */
export class BucketUnavailable extends StorageUnavailable {
  override name = 'BucketUnavailable';
}

/** Raised when the table cannot be reached or throttles beyond the SDK's own retries. */
export class TableUnavailable extends StorageUnavailable {
  override name = 'TableUnavailable';
}

/**
 * Raised when an upstream cannot be reached, is too slow, or answers what cannot be passed on. Tells the client its
 * name, and only the log more.
 */
export class UpstreamFailed extends Error {
  override name = 'UpstreamFailed';
  readonly problem: Problem;

  constructor(problem: Problem, cause: unknown) {
    super(problem.detail, { cause });
    this.problem = problem;
  }
}

/** Raised when a form is declared in a way that cannot work, at start-up. */
export class InvalidDeclaration extends Error {
  override name = 'InvalidDeclaration';
}
