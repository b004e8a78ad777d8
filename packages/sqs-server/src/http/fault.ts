import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Members } from '../request-members.ts';
import { type ErrorName, SqsError } from '../sqs-error.ts';

/** A request as a fault is chosen for it. */
export interface QueueRequest {
  /** For example `SendMessageBatch`. */
  readonly operation: string;
  readonly document: Members;
}

/** A fault on the way to SQS or back, to show it to a client on demand. */
export type Fault =
  /** Refuses the request with this error, and does nothing. */
  | { readonly kind: 'refuse'; readonly error: ErrorName }
  /** Lets these entries of a batch fail by a fault of SQS, and carries out the others. */
  | { readonly kind: 'fail-entries'; readonly ids: readonly string[] }
  /**
   * Delivers once more, as a standard queue may: received messages stay visible, deleted ones stay.
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues-at-least-once-delivery.html
   */
  | { readonly kind: 'repeat' }
  /** Sends nothing for so long, or until the client goes; then goes on as usual. */
  | { readonly kind: 'stall'; readonly milliseconds?: number }
  /** Resets the connection, and does nothing. */
  | { readonly kind: 'reset' }
  /** Carries out the request, but resets the connection instead of sending the response. */
  | { readonly kind: 'lose-answer' };

/** Returns the fault that a request meets, if any. */
export type Intercept = (request: QueueRequest) => Fault | undefined | Promise<Fault | undefined>;

/** Raised when the connection is gone, so that work for it may stop. */
export class ConnectionLost extends Error {}

/** Applies the part of a fault that comes before the request is carried out. */
export async function injectFault(fault: Fault | undefined, response: ServerResponse): Promise<void> {
  if (fault?.kind === 'refuse') throw new SqsError(fault.error, 'The fault that was asked for.');
  if (fault?.kind === 'stall') await stall(fault.milliseconds, response);
  if (fault?.kind === 'reset') throw resetConnection(response);
}

/** Resets the connection, and returns what to throw. */
export function resetConnection(response: ServerResponse): ConnectionLost {
  response.socket?.resetAndDestroy();
  return new ConnectionLost();
}

async function stall(milliseconds: number | undefined, response: ServerResponse): Promise<void> {
  const gone = new Promise<void>((resolve) => response.once('close', resolve));
  await (milliseconds === undefined ? gone : Promise.race([gone, delay(milliseconds)]));
  if (response.destroyed) throw new ConnectionLost();
}
