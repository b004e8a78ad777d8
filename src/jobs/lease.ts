import type { JobRecord } from '../records/job-records.ts';
import { JobLost, type JobPorts } from './job-run.ts';

/** The seconds for which a worker has a job, unless it renews. After them, the job of a killed worker is free. */
const leaseSeconds = 60;

/** Returns the end of a lease, or of a rest of other length, that begins now (RFC 3339). */
export function leaseEnd(now: Date, seconds = leaseSeconds): string {
  return new Date(now.getTime() + seconds * 1000).toISOString();
}

/** The hold that a worker has on a job while it runs. */
export interface Lease {
  /** The number of attempts since the job last moved on. */
  readonly attempts: number;
  /** @throws JobLost when another worker has taken the job */
  keepPlace(place: unknown): Promise<void>;
  /** Stops the renewals. */
  stop(): void;
}

/** Renews the lease of a job until it is stopped. Two renewals may fail before another worker takes the job. */
export function holdLease({ records, clock }: JobPorts, job: JobRecord): Lease {
  const renew = () => records.jobs.change(job, { freeAt: leaseEnd(clock()) });
  // A renewal that fails shows in the next change of the job, and the job is none the worse for it.
  const timer = setInterval(() => void renew().catch(() => undefined), (leaseSeconds / 3) * 1000);
  timer.unref();
  let { attempts } = job;
  return {
    get attempts() {
      return attempts;
    },
    async keepPlace(place) {
      const isHeld = await records.jobs.change(job, { place, attempts: 1, freeAt: leaseEnd(clock()) });
      if (!isHeld) throw new JobLost('Another worker has taken the job.');
      attempts = 1;
    },
    stop: () => clearInterval(timer),
  };
}
