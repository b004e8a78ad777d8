import { type Message, message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import { tooManyAttempts } from '../rate-limit/rate-limit.ts';
import type { Reservation } from '../records/open-upload.ts';
import { gibibytes } from '../values/byte-size.ts';
import { hourSeconds } from '../values/duration.ts';

/** Limits of the pending uploads of one user, so that unsubmitted files cannot fill the bucket. */
export const uploadLimits = {
  open: 100,
  /**
   * The bytes of all pending files. The largest file that a field allows always fits, so that each form can be filled
   * in.
   */
  pendingBytes: gibibytes(500),
  startedPerHour: 1000,
} as const;

/**
 * Reserves the bytes of one more upload, or returns the problem of a user with too much under way. Concurrent calls
 * cannot pass a limit: the table counts the starts of an hour, and each upload is reserved *before* the open ones are
 * counted, so that the last one let in has counted all the others. The price: of several at once at the very limit,
 * more may be rejected than necessary.
 *
 * The caller records the upload, or calls `releaseQuota`.
 *
 * @param maxBytes the most that one file of this field may have
 */
export async function reserveQuota(ports: Ports, upload: Reservation, maxBytes: number): Promise<Problem | undefined> {
  const tooOften = await countStart(ports, upload.userId);
  if (tooOften) return tooOften;
  await ports.records.uploads.reserve(upload);
  let tooMuch: Problem | undefined;
  try {
    tooMuch = await findTooMuch(ports, upload, maxBytes);
  } catch (error) {
    await releaseQuota(ports, upload);
    throw error;
  }
  if (tooMuch) await releaseQuota(ports, upload);
  return tooMuch;
}

/**
 * Releases the reservation of an upload that was not recorded. Two requests for one posted file reserve the same place:
 * the record of the other one stays counted.
 */
export async function releaseQuota({ records }: Ports, upload: Reservation): Promise<void> {
  if ((await records.uploads.find(upload.id)) === undefined) await records.uploads.release(upload);
}

async function countStart({ records, clock }: Ports, userId: string): Promise<Problem | undefined> {
  const { attempts, endsInSeconds } = await records.rates.count('upload', userId, hourSeconds, clock());
  return attempts > uploadLimits.startedPerHour ? tooManyAttempts('upload', endsInSeconds) : undefined;
}

async function findTooMuch(
  { records, clock }: Ports,
  upload: Reservation,
  maxBytes: number,
): Promise<Problem | undefined> {
  const reserved = await records.uploads.countReserved(upload.userId, clock().toISOString(), uploadLimits.open + 1);
  if (reserved.uploads > uploadLimits.open) {
    return limitReached(message('too-many-open-uploads', { max: uploadLimits.open }));
  }
  const mostBytes = Math.max(uploadLimits.pendingBytes, maxBytes);
  if (reserved.bytes <= mostBytes) return undefined;
  return limitReached(message('too-many-open-bytes', { maxBytes: mostBytes }));
}

function limitReached(detail: Message): Problem {
  return new Problem('limit-reached', detail, { retryAfterSeconds: hourSeconds });
}
