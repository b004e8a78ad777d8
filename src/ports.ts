import type { Queue } from './queue/queue.ts';
import type { Records } from './records/records.ts';
import type { Scanner } from './scanners/scanner.ts';
import type { Bucket } from './storage/bucket.ts';
import type { Log } from './telemetry/log.ts';
import type { Metrics } from './telemetry/metrics.ts';

/** The external resources that domain functions use. */
export interface Ports {
  readonly bucket: Bucket;
  readonly records: Records;
  /** Wakes the workers that run jobs. */
  readonly queue: Queue;
  /** Looks for malware in files; absent where the deployment has no scanner. */
  readonly scanner?: Scanner;
  readonly log: Log;
  readonly metrics: Metrics;
  /** The time, so that tests can move it. */
  readonly clock: () => Date;
}
