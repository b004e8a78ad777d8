import { type Message, message } from '../messages/message.ts';
import { newJob } from '../outbox/outbox.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import { tooManyAttempts } from '../rate-limit/rate-limit.ts';
import type { Reservation } from '../records/open-upload.ts';
import type { UploadRecord } from '../records/upload-records.ts';
import { allEnded } from '../values/all-ended.ts';
import { gibibytes } from '../values/byte-size.ts';
import { hourMs, hourSeconds } from '../values/duration.ts';
import { countEvent } from './count-event.ts';

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
 * @param startsBefore the starts of this hour so far, where they are known; see `findStarts`
 */
export function reserveQuota(
  ports: Ports,
  upload: Starting,
  maxBytes: number,
  startsBefore?: number,
): Promise<Problem | undefined> {
  const reserve = () => ports.records.uploads.reserve(upload);
  const reserving = { reserve, release: () => releaseQuota(ports, upload) };
  return checkReserved(ports, upload, maxBytes, reserving, startsBefore);
}

/**
 * Reserves the bytes of an upload and records it meanwhile. Limits and result are those of `reserveQuota`; with a problem
 * or a failure the upload is not recorded. Only for a new id, which no other request has.
 */
export function recordWithinQuota(
  ports: Ports,
  upload: UploadRecord,
  maxBytes: number,
  startsBefore?: number,
): Promise<Problem | undefined> {
  const { uploads } = ports.records;
  const reserving = { reserve: () => uploads.begin(upload), release: () => uploads.forget(upload) };
  return checkReserved(ports, upload, maxBytes, reserving, startsBefore);
}

/** Returns the number of uploads that a user has started in this hour, as of some moments ago. */
export function findStarts({ records, clock }: Ports, userId: string): Promise<number> {
  return records.rates.find('upload', userId, hourSeconds, clock());
}

/**
 * Releases the reservation of an upload that was not recorded. Two requests for one posted file reserve the same place:
 * the record of the other one stays counted.
 */
export async function releaseQuota({ records }: Ports, upload: Reservation): Promise<void> {
  if ((await records.uploads.find(upload.id)) === undefined) await records.uploads.release(upload);
}

/** An upload that starts, of a form. */
type Starting = Reservation & Pick<UploadRecord, 'form'>;

interface Reserving {
  reserve(): Promise<void>;
  release(): Promise<void>;
}

async function checkReserved(
  ports: Ports,
  upload: Starting,
  maxBytes: number,
  { reserve, release }: Reserving,
  startsBefore = Number.POSITIVE_INFINITY,
): Promise<Problem | undefined> {
  const counting = countStart(ports, upload.userId);
  // Near the limit of the hour the start counts first: a reservation that cannot stay would take the place of another.
  const isNearLimit = startsBefore >= uploadLimits.startedPerHour - uploadLimits.open;
  const tooOften = isNearLimit ? await counting : undefined;
  if (tooOften) return tooOften;
  let problem: Problem | undefined;
  try {
    const [counted] = await allEnded([counting, reserve(), scheduleExpiry(ports, upload, startsBefore)]);
    problem = counted ?? (await findTooMuch(ports, upload, maxBytes));
  } catch (error) {
    await release();
    throw error;
  }
  if (problem) await release();
  return problem;
}

/**
 * Schedules the removal of what the user starts in this hour and never submits, and counts that they began. The first
 * start of the hour adds one job for all of it. Two first ones at once add two, which only costs work.
 */
async function scheduleExpiry(
  ports: Ports,
  { userId, form, expiresAt }: Starting,
  startsBefore: number,
): Promise<void> {
  const isFirstOfHour = startsBefore === 0 || startsBefore === Number.POSITIVE_INFINITY;
  if (!isFirstOfHour) return;
  const { records, clock } = ports;
  const dueAt = new Date(Date.parse(expiresAt) + hourMs);
  const job = newJob('expire', { userId }, { now: clock(), dueAt });
  await Promise.all([records.jobs.add([job]), countEvent(ports, form, 'started')]);
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
