import { type Message, message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import { tooManyAttempts } from '../rate-limit/rate-limit.ts';
import type { Reservation } from '../records/upload-records.ts';
import { gibibytes } from '../values/byte-size.ts';
import { hourSeconds } from '../values/duration.ts';

/** Limits of the pending uploads of one user, so that unsubmitted files cannot fill the bucket. */
export const uploadLimits = {
  open: 100,
  /** The largest file that a field may allow always fits, so that no form asks for a file that its user cannot send. */
  pendingBytes: gibibytes(500),
  startedPerHour: 1000,
} as const;

/**
 * Begins one more upload, unless the user has too much under way. Concurrent calls cannot pass a limit: the table
 * counts the starts of an hour, and each upload is recorded as open *before* the open ones are counted, so that the
 * last one let in has counted all the others. The price: of several at once at the very limit, more may be refused than
 * necessary.
 *
 * @param maxBytes the most that one file of this field may have
 * @param begin the function that begins the upload; when it refuses or fails, nothing is under way
 */
export async function withinUploadLimits<Begun>(
  ports: Ports,
  upload: Reservation,
  maxBytes: number,
  begin: () => Promise<Begun | Problem>,
): Promise<Begun | Problem> {
  const tooOften = await countStart(ports, upload.userId);
  if (tooOften) return tooOften;
  const { uploads } = ports.records;
  await uploads.reserve(upload);
  let begun: Begun | Problem | undefined;
  try {
    begun = (await findTooMuch(ports, upload, maxBytes)) ?? (await begin());
    return begun;
  } finally {
    // Two requests for one posted file reserve the same place: the record of the other one stays counted.
    const isRefused = begun === undefined || begun instanceof Problem;
    if (isRefused && (await uploads.find(upload.id)) === undefined) await uploads.release(upload);
  }
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
