import type { ProblemKind } from '../problems/problem.ts';

/**
 * What is counted, and by what: the funnel of the uploads, by form and field. All of these have few values, those of
 * the declared forms and of the reasons in the code, because CloudWatch keeps and charges for each combination on its
 * own; ids and names stay out.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html (dimensions)
 */
export const counted = {
  /** Permission to send a file was given. */
  UploadStarted: ['form', 'field'],
  /** The bytes arrived and were found to be what was announced. */
  UploadStored: ['form', 'field'],
  /**
   * Refused before (`too-large`, `type-not-accepted`, `limit-reached`, `invalid`) or after it was sent
   * (`arrived-wrong`, `content`).
   */
  UploadRejected: ['form', 'field', 'reason'],
  /** A submission holds the file. */
  UploadAttached: ['form', 'field'],
  /** Taken back by whoever had started it. What is simply left lying is the difference of the others. */
  UploadAbandoned: ['form', 'field'],
  /** An address and a password that do not belong together. */
  SignInFailed: [],
  /** An answer was too large for Lambda and went by way of the bucket. */
  AnswerSpilled: [],
} as const satisfies Record<string, readonly string[]>;

export type Counted = keyof typeof counted;

/**
 * Values for the dimensions of a count. More may be in it, an upload's whole record for example: only the dimensions
 * are taken.
 */
export type DimensionsOf<Name extends Counted> = Pick<Dimensions, (typeof counted)[Name][number]>;

interface Dimensions {
  readonly form: string;
  readonly field: string;
  readonly reason: RejectionReason;
}

export type RejectionReason = ProblemKind | 'arrived-wrong' | 'content';

/** What the operator sees as numbers over time. */
export interface Metrics {
  /** One more. */
  count<Name extends Counted>(name: Name, by: DimensionsOf<Name>): void;
  /** How long an upstream took to begin its answer. */
  upstreamTime(upstream: string, milliseconds: number): void;
}

/** For machines without a CloudWatch. */
export const noMetrics: Metrics = { count: () => undefined, upstreamTime: () => undefined };
