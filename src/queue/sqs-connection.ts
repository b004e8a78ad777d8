import { SQSClient } from '@aws-sdk/client-sqs';
import type { Config } from '../config.ts';
import { isConnectionFailure } from '../problems/connection-failure.ts';
import { QueueUnavailable } from '../problems/errors.ts';

/** The client of SQS, and the URL of the jobs' queue. */
export interface SqsConnection {
  readonly sqs: SQSClient;
  readonly url: string;
}

/** The settings of the connection to the queue. */
export type QueueSettings = Pick<Config, 'region' | 'sqsEndpoint' | 'credentials'> & {
  readonly jobQueueUrl: string;
  /** The time-out of a request, in milliseconds. */
  readonly queueTimeoutMs?: number;
};

/**
 * The time-out of a request to SQS, which responds in milliseconds. It is shorter than that of a request to the table,
 * and there is one retry in place of two: people wait for the hand-over, and the table keeps a job whose message is lost.
 */
const usualTimeoutMs = 1000;
const maxAttempts = 2;

/** Creates the client of SQS; the first call opens the connection. */
export function connectQueue(settings: QueueSettings): SqsConnection {
  const { queueTimeoutMs: requestTimeout = usualTimeoutMs } = settings;
  const sqs = new SQSClient({
    region: settings.region,
    ...(settings.sqsEndpoint && { endpoint: settings.sqsEndpoint }),
    ...(settings.credentials && { credentials: settings.credentials }),
    maxAttempts,
    requestHandler: { connectionTimeout: requestTimeout / 2, requestTimeout, throwOnRequestTimeout: true },
  });
  return { sqs, url: settings.jobQueueUrl };
}

/**
 * Runs one call to SQS.
 *
 * @throws QueueUnavailable for no response, throttling or a fault of SQS; any other error is a defect of the app or of
 * its deployment, and stays as it is
 */
export async function callQueue<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (isOutage(error)) throw new QueueUnavailable('The queue did not answer.', { cause: error });
    throw error;
  }
}

/** True when SQS sends no response, or one that says that it cannot respond now. */
function isOutage(error: unknown): boolean {
  if (isConnectionFailure(error)) return true;
  if (!(error instanceof Error && '$fault' in error)) return false;
  return error.$fault === 'server' || /Throttl|OverLimit/.test(error.name);
}
