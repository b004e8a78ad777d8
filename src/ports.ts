import type { Records } from './records/records.ts';
import type { Bucket } from './storage/bucket.ts';
import type { Metrics } from './telemetry/metrics.ts';

/** What the domain reaches beyond itself. */
export interface Ports {
  readonly bucket: Bucket;
  readonly records: Records;
  readonly metrics: Metrics;
  /** The time, so that tests can move it. */
  readonly clock: () => Date;
}
