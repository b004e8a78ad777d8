import { StorageUnavailable } from '../problems/errors.ts';
import { readJobMessage } from '../queue/job-message.ts';
import { describeError } from '../telemetry/describe-error.ts';
import { createDailyJobs } from './daily-jobs.ts';
import type { JobPorts } from './job-run.ts';
import { createFormPreparation } from './prepare-forms.ts';
import { runJob } from './run-job.ts';
import { takeScanResult } from './scan-results.ts';
import { sweep } from './sweep.ts';

/** A worker stops what it does this many milliseconds before Lambda ends it. */
const nearEndMs = 60_000;

interface QueueRecord {
  readonly messageId: string;
  /** The queue that the message comes from. */
  readonly eventSourceARN?: string;
  readonly receiptHandle: string;
  readonly body: string;
}

/** An event of the worker: messages of SQS, or the schedule's, which has none. */
export interface WorkerEvent {
  readonly Records?: readonly QueueRecord[];
}

/** The part of Lambda's context that says how much time is left. */
export interface WorkerContext {
  readonly getRemainingTimeInMillis: () => number;
}

/** The messages of a batch that must come again. */
export interface BatchResult {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Creates the handler of the worker. The jobs of a batch run side by side, since a long one must not hold up the others.
 * The event of the schedule sends the messages that are due or were lost.
 * @param postpone hides a message for some seconds, after which it comes again
 * @param scanResults the queue of GuardDuty's results, where there is one, and the bucket that they are about
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html (partial batch failures)
 */
export function createWorker(
  ports: JobPorts,
  postpone: (receiptHandle: string, seconds: number) => Promise<void>,
  scanResults?: { readonly queueArn: string; readonly bucketName: string },
): (event: WorkerEvent, context: WorkerContext) => Promise<BatchResult> {
  const prepareForms = createFormPreparation(ports);
  const planDay = createDailyJobs(ports);

  /** Runs the job of a message; returns false when the message must come again. */
  const isSettled = async ({ body, receiptHandle }: QueueRecord, isNearEnd: () => boolean): Promise<boolean> => {
    const message = readJobMessage(body);
    if (!message) return false;
    try {
      const result = await runJob(ports, message, isNearEnd);
      if (result === 'settled') return true;
      await postpone(receiptHandle, result.retryInSeconds);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      ports.log.error({ ...describeError(error), job: message.id, kind: message.kind });
      // The job stays in the table, and the sweep finds it there.
      return error instanceof StorageUnavailable;
    }
    return false;
  };

  /** Keeps the result of a scan; returns false when its message must come again. */
  const isResultKept = async (body: string, bucketName: string): Promise<boolean> => {
    try {
      await takeScanResult(ports, bucketName, body);
      return true;
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      ports.log.error({ ...describeError(error), message: `The result of a scan waits: ${error.message}` });
      return false;
    }
  };

  return async ({ Records: records }, context) => {
    if (!records) {
      await prepareForms();
      await planDay();
      const sent = await sweep(ports);
      if (sent > 0) ports.log.info({ message: 'sweep', sent });
      return { batchItemFailures: [] };
    }
    const isNearEnd = () => context.getRemainingTimeInMillis() < nearEndMs;
    const settled = await Promise.all(
      records.map((record) =>
        scanResults !== undefined && record.eventSourceARN === scanResults.queueArn
          ? isResultKept(record.body, scanResults.bucketName)
          : isSettled(record, isNearEnd),
      ),
    );
    const failed = records.filter((_, index) => !settled[index]);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}
