import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDbError, type ErrorName } from '../dynamodb-error.ts';
import { cancelled } from '../items/transaction.ts';
import type { Members } from '../request-members.ts';

/** A request as a fault is chosen for it. */
export interface TableRequest {
  /** For example `PutItem`. */
  readonly operation: string;
  readonly document: Members;
}

/** A fault on the way to DynamoDB or back, to show it to a client on demand. */
export type Fault =
  /** Refuses the request with this error, and does nothing. */
  | { readonly kind: 'refuse'; readonly error: ErrorName; readonly message?: string }
  /** Refuses the request as one above the throughput of the table. */
  | { readonly kind: 'throttle' }
  /** Refuses the request because a transaction is at work on one of its items. */
  | { readonly kind: 'transaction-conflict' }
  /** Sends nothing for so long, or until the client goes; then goes on as usual. */
  | { readonly kind: 'stall'; readonly milliseconds?: number }
  /** Resets the connection, and does nothing. */
  | { readonly kind: 'reset' }
  /** Carries out the request, but resets the connection instead of sending the response. */
  | { readonly kind: 'lose-answer' };

/** Returns the fault that a request meets, if any. */
export type Intercept = (request: TableRequest) => Fault | undefined | Promise<Fault | undefined>;

/** Raised when the connection is gone, so that work for it may stop. */
export class ConnectionLost extends Error {}

/** Applies a fault to a request that has arrived. */
export async function injectFault(
  fault: Fault | undefined,
  request: TableRequest,
  response: ServerResponse,
): Promise<void> {
  switch (fault?.kind) {
    case 'refuse':
      throw new DynamoDbError(fault.error, fault.message ?? 'The fault that was asked for.');
    case 'throttle':
      throw throttled();
    case 'transaction-conflict':
      throw conflict(request);
    case 'stall':
      return stall(fault.milliseconds, response);
    case 'reset':
      throw resetConnection(response);
  }
}

/** Resets the connection, and returns what to throw. */
export function resetConnection(response: ServerResponse): ConnectionLost {
  response.socket?.resetAndDestroy();
  return new ConnectionLost();
}

function throttled(): DynamoDbError {
  return new DynamoDbError(
    'ProvisionedThroughputExceededException',
    'The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning ' +
      'level with the UpdateTable API.',
  );
}

/** Returns the error of the first item of a transaction, or of a single item. */
function conflict({ operation, document }: TableRequest): DynamoDbError {
  const ongoing = 'Transaction is ongoing for the item';
  const error = new DynamoDbError('TransactionConflictException', ongoing);
  if (!operation.startsWith('Transact')) return error;
  const { TransactItems: items } = document;
  return cancelled(Array.isArray(items) ? items.map((_, at) => (at === 0 ? error : undefined)) : [error]);
}

async function stall(milliseconds: number | undefined, response: ServerResponse): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  await (milliseconds === undefined ? gone : Promise.race([gone, delay(milliseconds)]));
  if (response.destroyed) throw new ConnectionLost();
}
