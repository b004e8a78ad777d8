import { formatBytes } from '../../values/byte-size.ts';
import type { UploadSnapshot } from '../transfer/file-upload.ts';

/**
 * Returns the finished share of an upload, from 0 to 100; 100 only when the server has confirmed it. `undefined` while
 * the duration is unknown.
 */
export function percentOf({ phase, sentBytes, size }: UploadSnapshot): number | undefined {
  if (phase === 'complete') return 100;
  if (['preparing', 'checking', 'removing'].includes(phase)) return undefined;
  return Math.min(99, Math.floor((100 * sentBytes) / size));
}

/** Returns the text in the row of an upload. */
export function statusText(upload: UploadSnapshot): string {
  const { phase, isOnline, sentBytes, size, failure } = upload;
  if (phase === 'complete') return 'Uploaded';
  if (failure !== undefined) return failure;
  if (phase === 'removing') return 'Removing…';
  if (phase === 'paused') return `Paused at ${formatBytes(sentBytes)} of ${formatBytes(size)}`;
  if (!isOnline) return 'Offline. It goes on when the connection is back.';
  if (phase === 'preparing') return 'Preparing…';
  if (phase === 'checking') return 'Sent. Checking…';
  return sentBytes === 0 ? 'Waiting to be sent…' : progressText(upload);
}

function progressText({ sentBytes, size, bytesPerSecond }: UploadSnapshot): string {
  const progress = `${formatBytes(sentBytes)} of ${formatBytes(size)}`;
  if (bytesPerSecond < 1) return progress;
  const left = durationText((size - sentBytes) / bytesPerSecond);
  return `${progress}, ${formatBytes(Math.round(bytesPerSecond))}/s, ${left} left`;
}

/** Formats a duration for people: rounded, so that it does not flicker. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
