import type { Connection } from './connection.ts';
import { longestWaitMs, patience } from './persist.ts';
import { type BucketAnswer, isExpired, isStored } from './put-bytes.ts';
import { isTemporary, retryDelayInMs } from './retry-delay.ts';
import type { SignedPart, SignedParts } from './signed-parts.ts';
import { failureOfBucket, UploadGone } from './upload-failure.ts';

/** How parts are sent, and who hears of it. */
export interface PartSending {
  readonly parts: SignedParts;
  /** How many of them at once. */
  readonly lanes: number;
  readonly connection: Connection;
  readonly signal: AbortSignal;
  /** Waits for a free slot of the page and does the work in it. */
  readonly inSlot: <Result>(signal: AbortSignal, work: () => Promise<Result>) => Promise<Result>;
  /** Sends one part. */
  readonly put: (part: SignedPart, signal: AbortSignal) => Promise<BucketAnswer>;
  /** The bucket has this part: called once for each. */
  readonly confirm: (part: SignedPart) => void;
}

/**
 * Sends parts in lanes until the bucket has them all. A part that fails goes back among the waiting, is signed anew and
 * sent again after a delay, while the other lanes go on.
 *
 * @throws UploadFailure or UploadGone when one part cannot be sent; the others are stopped then.
 */
export async function sendParts(sending: PartSending): Promise<void> {
  const stop = new AbortController();
  const signal = AbortSignal.any([sending.signal, stop.signal]);
  const failures = new Map<number, number>();
  const lanes = Array.from({ length: sending.lanes }, () => sendInLane({ ...sending, signal }, failures));
  try {
    await Promise.all(lanes);
  } finally {
    stop.abort();
    await Promise.allSettled(lanes);
  }
}

async function sendInLane(sending: PartSending, failures: Map<number, number>): Promise<void> {
  const { connection, inSlot, signal } = sending;
  for (;;) {
    const delay = await inSlot(signal, () => sendNext(sending, failures));
    if (delay === undefined) return;
    if (delay > 0) await connection.wait(delay, signal);
  }
}

/** Sends one part; resolves with the milliseconds to wait before the next, or `undefined` when none is left. */
async function sendNext(sending: PartSending, failures: Map<number, number>): Promise<number | undefined> {
  const { parts, put, confirm, signal } = sending;
  const part = await parts.next();
  if (part === undefined) return undefined;
  const answer = await put(part, signal);
  if (isStored(answer)) {
    confirm(part);
    return 0;
  }
  const delay = delayAfter(answer, part.partNumber, sending, failures);
  parts.giveBack(part.partNumber);
  return delay;
}

/** The milliseconds to wait before a failed part is sent again. */
function delayAfter(answer: BucketAnswer, partNumber: number, sending: PartSending, failures: Map<number, number>) {
  if (answer.code === 'NoSuchUpload') throw new UploadGone();
  const count = sending.connection.isOnline() ? (failures.get(partNumber) ?? 0) + 1 : 1;
  failures.set(partNumber, count);
  const delay = isExpired(answer) ? 0 : retryDelayInMs(count, answer.retryAfterMs);
  const hopeless = !isExpired(answer) && !isTemporary(answer.status) && answer.code !== 'RequestTimeout';
  if (hopeless || count >= patience || delay > longestWaitMs) throw failureOfBucket(answer);
  return delay;
}
