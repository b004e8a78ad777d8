import type { Records } from './records/records.ts';
import type { Bucket } from './storage/bucket.ts';
import type { Metrics } from './telemetry/metrics.ts';

/** The external resources that domain functions use: bucket, records, metrics, clock. */
export interface Ports {
  readonly bucket: Bucket;
  readonly records: Records;
  readonly metrics: Metrics;
  /** The time, so that tests can move it. */
  readonly clock: () => Date;
}
