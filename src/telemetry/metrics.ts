import type { ProblemKind } from '../problems/problem.ts';

/**
 * The counted metrics and their dimensions: the funnel of the uploads, by form and field. All of these have few values,
 * those of the declared forms and of the reasons in the code, because CloudWatch keeps and charges for each combination
 * on its own; ids and names stay out.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html (dimensions)
 */
export const counted = {
  /** The app gave permission to send a file. */
  UploadStarted: ['form', 'field'],
  /** The object arrived, and its bytes are those that the client announced. */
  UploadStored: ['form', 'field'],
  /**
   * The app rejected an upload before (`too-large`, `type-not-accepted`, `limit-reached`, `invalid`) or after the
   * client sent it (`arrived-wrong`, `content`, `infected`).
   */
  UploadRejected: ['form', 'field', 'reason'],
  /** A submission holds the file. */
  UploadAttached: ['form', 'field'],
  /** The owner deleted the upload, or it expired without a submission. */
  UploadAbandoned: ['form', 'field'],
  /** A sign-in failed: address and password do not belong together. */
  SignInFailed: [],
  /** A file has waited for its scan for an hour. */
  ScanOverdue: ['form'],
  /** A response was too large for Lambda and went through the bucket. */
  AnswerSpilled: [],
  /** A worker finished a job. */
  JobDone: ['kind'],
  /** A job failed, and a worker tries it again. */
  JobRetried: ['kind'],
  /** A job failed too often and waits for a person. */
  JobFailed: ['kind'],
} as const satisfies Record<string, readonly string[]>;

export type Counted = keyof typeof counted;

/**
 * The values for the dimensions of a count. Callers may pass more, an upload's whole record for example: only the
 * dimensions are taken.
 */
export type DimensionsOf<Name extends Counted> = Pick<Dimensions, (typeof counted)[Name][number]>;

interface Dimensions {
  readonly form: string;
  readonly field: string;
  readonly reason: RejectionReason;
  /** The kind of a job, of which the code has few. */
  readonly kind: string;
}

export type RejectionReason = ProblemKind | 'arrived-wrong' | 'content' | 'infected';

/** The numbers that the operator sees over time. */
export interface Metrics {
  /** Counts one event. */
  count<Name extends Counted>(name: Name, by: DimensionsOf<Name>): void;
  /** Records the time that an upstream took to begin its response. */
  upstreamTime(upstream: string, milliseconds: number): void;
  /** Records the time for which a job waited, from its due time until a worker took it. */
  queueAge(seconds: number): void;
}

/** Metrics that count nothing, for machines without a CloudWatch. */
export const noMetrics: Metrics = { count: () => undefined, upstreamTime: () => undefined, queueAge: () => undefined };
