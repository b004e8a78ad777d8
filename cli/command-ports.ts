import type { Config } from '../src/config.ts';
import type { Ports } from '../src/ports.ts';
import { noQueue } from '../src/queue/queue.ts';
import { createRecords } from '../src/records/records.ts';
import { createTable } from '../src/records/table.ts';
import { createBucket } from '../src/storage/bucket.ts';
import { createBucketClient } from '../src/storage/bucket-client.ts';
import { noMetrics } from '../src/telemetry/metrics.ts';
import { createReadableLog } from '../src/telemetry/readable-log.ts';

/** Returns the resources for a command: it sends no messages about jobs, and its terminal needs no metrics. */
export function createCommandPorts(config: Config): Ports {
  const clock = () => new Date();
  return {
    bucket: createBucket(createBucketClient(config), clock),
    records: createRecords(createTable(config)),
    queue: noQueue,
    log: createReadableLog(config.logLevel),
    metrics: noMetrics,
    clock,
  };
}
