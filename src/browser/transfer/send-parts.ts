import { type Connection, isOffline } from './connection.ts';
import { type BucketResponse, isExpired, isStored } from './put-bytes.ts';
import { isTemporary, retryDelayInMs } from './retry-delay.ts';
import { maxFailures } from './retry-until-final.ts';
import type { PartToSend, SignedPartQueue } from './signed-parts.ts';
import { stopWith } from './stop.ts';
import { failureOfBucket, UploadGone } from './upload-failure.ts';

/** The parts to send, the ways to send them, and the callback for each. */
export interface PartSending {
  readonly parts: SignedPartQueue;
  /** The number of concurrent parts. */
  readonly lanes: number;
  readonly connection: Connection;
  /** Aborted by pause and cancel: no further part begins. */
  readonly signal: AbortSignal;
  /** Aborted by cancel: the parts on their way stop too. */
  readonly cutOff: AbortSignal;
  /** Waits for a free slot of the page and does the work in it. */
  readonly inSlot: <Result>(signal: AbortSignal, work: () => Promise<Result>) => Promise<Result>;
  /** Sends one part. */
  readonly put: (part: PartToSend, signal: AbortSignal) => Promise<BucketResponse>;
  /** Called once for each part that the bucket has. */
  readonly confirm: (part: PartToSend) => void;
}

/**
 * Sends parts in lanes until the bucket has them all. A failed part goes back to the queue, is signed anew and sent
 * again after a delay, while the other lanes go on. After a pause it ends with the parts on their way, which count.
 *
 * @throws UploadFailure or UploadGone when one part cannot be sent; the others are stopped then.
 */
export async function sendParts(sending: PartSending): Promise<void> {
  const { parts, connection, inSlot, put, confirm } = sending;
  const stop = stopWith(sending.signal);
  const cut = stopWith(sending.cutOff);
  const { signal } = stop;
  const failures = new Map<number, number>();

  const sendInLane = async () => {
    let delay: number | undefined = 0;
    while (delay !== undefined) {
      delay = await inSlot(signal, sendNext);
      if (delay) await connection.wait(delay, signal);
    }
  };
  /** Resolves with the milliseconds to wait before the next part, or `undefined` when none is left. */
  const sendNext = async () => {
    const part = await parts.next();
    if (part === undefined) return undefined;
    signal.throwIfAborted();
    const response = await put(part, cut.signal);
    if (isStored(response)) {
      confirm(part);
      return 0;
    }
    const delay = delayAfter(response, part.partNumber);
    parts.putBack(part);
    return delay;
  };
  const delayAfter = (response: BucketResponse, partNumber: number) => {
    if (response.code === 'NoSuchUpload') throw new UploadGone();
    const count = isOffline(connection, response) ? 1 : (failures.get(partNumber) ?? 0) + 1;
    failures.set(partNumber, count);
    if (count >= maxFailures || !(isExpired(response) || isTemporary(response))) throw failureOfBucket(response);
    return isExpired(response) ? 0 : retryDelayInMs(count, 0);
  };

  const lanes = Array.from({ length: sending.lanes }, sendInLane);
  try {
    await Promise.all(lanes);
  } finally {
    if (!signal.aborted) cut.abort();
    stop.abort();
    await Promise.allSettled(lanes);
    cut.abort();
  }
}
