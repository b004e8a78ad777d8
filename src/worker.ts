import { findTraceId, readConfig } from './config.ts';
import { declaredForms } from './forms/registry.ts';
import { createWorker } from './jobs/worker.ts';
import { createPictureMaker } from './previews/picture-maker.ts';
import { postponeMessage } from './queue/postpone-message.ts';
import { connectQueue } from './queue/sqs-connection.ts';
import { createSqsQueue } from './queue/sqs-queue.ts';
import { createRecords } from './records/records.ts';
import { createTable } from './records/table.ts';
import { createScanner } from './scanners/create-scanner.ts';
import type { ObjectToScan } from './scanners/scanner.ts';
import { createBucket } from './storage/bucket.ts';
import { createBucketClient } from './storage/bucket-client.ts';
import { createEmfMetrics } from './telemetry/emf-metrics.ts';
import { createJsonLog } from './telemetry/json-log.ts';

const { jobQueueUrl = '', scanQueueArn, libraryPath, ...config } = readConfig();
const connection = connectQueue({ ...config, jobQueueUrl });
const clock = () => new Date();
/** Loads the client with the first file that waits for too long. */
const askGuardDuty = async (object: ObjectToScan) => {
  const guardDuty = await import('./scanners/guardduty.ts');
  return guardDuty.askGuardDuty(config, object);
};
const bucket = createBucket(createBucketClient(config), clock);
const ports = {
  bucket,
  ...(config.scanner && { scanner: createScanner(config.scanner, bucket, askGuardDuty) }),
  records: createRecords(createTable(config)),
  queue: createSqsQueue(connection),
  log: createJsonLog(config.logLevel, config.serviceName, findTraceId),
  metrics: createEmfMetrics(config.serviceName),
  forms: declaredForms,
  // The build puts the program beside this one.
  makePictures: createPictureMaker({ program: new URL('./picture-process.js', import.meta.url), libraryPath }),
  clock,
};

const { bucketName } = config;

/** The handler of the worker, which gets the queues' messages and an event each minute. */
export const handler = createWorker(
  ports,
  (receiptHandle, seconds) => postponeMessage(connection, receiptHandle, seconds),
  scanQueueArn === undefined ? undefined : { queueArn: scanQueueArn, bucketName },
);
