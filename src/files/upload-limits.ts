import type { Outside } from '../outside.ts';
import { Refusal } from '../refusal.ts';
import { formatBytes, gibibytes } from './byte-size.ts';

/** What one person may have under way, so that nobody fills the bucket with what is never submitted. */
export const uploadLimits = {
  open: 100,
  pendingBytes: gibibytes(500),
  startedPerHour: 1000,
} as const;

const hourSeconds = 3600;

/** Counts the start of one more upload, and refuses it when the person has too much under way. */
export async function checkUploadLimits(
  { records, clock }: Outside,
  userId: string,
  size: number,
): Promise<undefined | Refusal> {
  const now = clock();
  const open = await records.uploads.listOpen(userId, now.toISOString(), uploadLimits.open);
  if (open.length >= uploadLimits.open) {
    return refuse(
      `You have ${open.length} files waiting to be submitted. Submit or remove some of them first.`,
      hourSeconds,
    );
  }
  const pendingBytes = open.reduce((sum, upload) => sum + upload.size, size);
  if (pendingBytes > uploadLimits.pendingBytes) {
    return refuse(
      `Together, files waiting to be submitted may have ${formatBytes(uploadLimits.pendingBytes)}. Submit or remove some first.`,
      hourSeconds,
    );
  }
  const nowSeconds = Math.floor(now.getTime() / 1000);
  const windowStart = nowSeconds - (nowSeconds % hourSeconds);
  const started = await records.rates.count('upload', userId, windowStart, hourSeconds);
  if (started > uploadLimits.startedPerHour) {
    return refuse(
      'You have started very many uploads in the last hour. Wait a little and try again.',
      windowStart + hourSeconds - nowSeconds,
    );
  }
  return undefined;
}

function refuse(detail: string, retryAfterSeconds: number): Refusal {
  return new Refusal('limit-reached', detail, { retryAfterSeconds });
}
