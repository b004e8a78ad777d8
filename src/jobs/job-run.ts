import type { Forms } from '../forms/registry.ts';
import type { JobArgs, JobKind } from '../outbox/job-kinds.ts';
import type { Ports } from '../ports.ts';
import type { MakePictures } from '../previews/picture-maker.ts';
import { StorageUnavailable } from '../problems/errors.ts';

/** The resources that jobs use. */
export interface JobPorts extends Ports {
  readonly forms: Forms;
  /** Makes the pictures of files; absent where the worker cannot. */
  readonly makePictures?: MakePictures;
}

/** One run of a job: its arguments, and its way to the worker that runs it. */
export interface JobRun<Kind extends JobKind> {
  readonly ports: JobPorts;
  readonly args: JobArgs<Kind>;
  /** The place that an earlier run has kept. The kind checks its shape, and starts afresh where it is another one. */
  readonly place: unknown;
  /** True when the worker must stop soon. The job returns its place then. */
  isNearEnd(): boolean;
  /**
   * Keeps a place from which another worker goes on, should this one die.
   * @throws JobLost when another worker has taken the job
   */
  keepPlace(place: unknown): Promise<void>;
  /** True when a failure of this run is for good. */
  isLastAttempt(): boolean;
  /** Adds to the bytes that the log line of the run names. */
  countBytes(bytes: number): void;
}

/** The end of a run: the work is done, or a later run goes on from a place. */
export type JobOutcome = 'done' | { readonly goOnFrom: unknown };

/**
 * The work of one kind of job. A run may be killed at any moment and the job be run again, by two workers at once even:
 * each effect must leave the same state however often it happens.
 */
export type RunJob<Kind extends JobKind> = (run: JobRun<Kind>) => Promise<JobOutcome>;

/** Thrown when another worker has taken the job meanwhile. The run ends, and changes the job no more. */
export class JobLost extends Error {
  override name = 'JobLost';
}

/** True when a job that throws this error runs no more. */
export function failsForGood(run: Pick<JobRun<JobKind>, 'isLastAttempt'>, error: unknown): boolean {
  return run.isLastAttempt() && !(error instanceof StorageUnavailable || error instanceof JobLost);
}
