import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Config } from '../config.ts';
import { isConnectionFailure } from '../problems/connection-failure.ts';
import { TableUnavailable } from '../problems/errors.ts';
import { ConditionNotMet } from './condition.ts';

/**
 * One table, `pk` + `sk`, everything read by key, consistently. The items and their keys stand above the functions that
 * read and write them, in `*-records.ts`.
 *
 * `ttl` (epoch seconds) removes what has expired, days late at worst, so every reader compares `expiresAt` too.
 */
export interface Table {
  readonly documents: DynamoDBDocumentClient;
  readonly name: string;
}

/** The settings of the connection to the table. */
export type TableSettings = Pick<Config, 'tableName' | 'region' | 'dynamodbEndpoint' | 'credentials'> & {
  readonly tableTimeoutMs?: Config['tableTimeoutMs'];
};

/**
 * The time-out of a request to the table, which responds in milliseconds. A silent table is an outage, and the app must
 * respond before the gateway ends the request.
 */
const usualTimeoutMs = 2000;

/** Creates the table's client; the first call opens the connection. */
export function createTable(settings: TableSettings): Table {
  const { tableTimeoutMs: requestTimeout = usualTimeoutMs } = settings;
  const client = new DynamoDBClient({
    region: settings.region,
    ...(settings.dynamodbEndpoint && { endpoint: settings.dynamodbEndpoint }),
    ...(settings.credentials && { credentials: settings.credentials }),
    requestHandler: { connectionTimeout: requestTimeout / 2, requestTimeout, throwOnRequestTimeout: true },
  });
  const documents = DynamoDBDocumentClient.from(client, {
    // Reads and writes each number as a double. For whole numbers beyond 53 bits, the SDK would otherwise reject the
    // write and read a BigInt.
    marshallOptions: { removeUndefinedValues: true, allowImpreciseNumbers: true },
    unmarshallOptions: { wrapNumbers: Number },
  });
  return { documents, name: settings.tableName };
}

/**
 * Thrown when DynamoDB rejects a call as invalid, such as one with a key that is too long. It is a defect of the app
 * and no outage: the same call always fails.
 */
export class InvalidTableCall extends Error {
  override name = 'InvalidTableCall';
}

/** Thrown when another transaction was at work on the same items. */
export class TransactionConflict extends TableUnavailable {
  override name = 'TransactionConflict';
}

/**
 * Runs one call to the table.
 *
 * @throws ConditionNotMet when a condition did not hold
 * @throws TableUnavailable for no response, throttling or a fault of the table
 * @throws InvalidTableCall for a call that is not valid; any other error is a defect of ours too
 */
export async function callTable<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw new ConditionNotMet([0], error);
    if (error instanceof TransactionCanceledException) throw fromCancellation(error);
    if (error instanceof Error && error.name === 'ValidationException') throw toInvalidTableCall(error);
    if (isOutage(error)) throw new TableUnavailable('The table did not answer the question.', { cause: error });
    throw error;
  }
}

function fromCancellation(error: TransactionCanceledException): Error {
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code);
  const positions = codes.flatMap((code, position) => (code === 'ConditionalCheckFailed' ? [position] : []));
  if (positions.length > 0) return new ConditionNotMet(positions, error);
  if (codes.includes('TransactionConflict'))
    return new TransactionConflict('Another transaction was at the same items.', { cause: error });
  // One write of the transaction is invalid by itself.
  if (codes.includes('ValidationError')) return toInvalidTableCall(error);
  return new TableUnavailable('The table could not carry out the transaction now.', { cause: error });
}

function toInvalidTableCall(cause: Error): InvalidTableCall {
  return new InvalidTableCall('The table calls the question invalid. Its size, keys or expressions are wrong.', {
    cause,
  });
}

/** True when DynamoDB sends no response, or one that says that it cannot respond now. */
function isOutage(error: unknown): boolean {
  if (isConnectionFailure(error)) return true;
  if (!(error instanceof Error && '$fault' in error)) return false;
  return error.$fault === 'server' || /Throttl|LimitExceeded|ThroughputExceeded|TransactionConflict/.test(error.name);
}
