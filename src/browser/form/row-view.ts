import type { UploadSnapshot } from '../transfer/file-upload.ts';
import type { UploadFailure } from '../transfer/upload-failure.ts';
import type { Phrases } from './phrases.ts';

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
export function statusText(upload: UploadSnapshot, phrases: Phrases): string {
  const { phase, isOnline, isRetrying, sentBytes, size, failure } = upload;
  const { bytes, say } = phrases;
  if (failure !== undefined) return failureText(failure, phrases);
  if (phase === 'complete' || phase === 'removing') return say(phase);
  if (phase === 'paused') return say('paused', { sent: bytes(sentBytes), size: bytes(size) });
  if (!isOnline) return say('offline');
  if (isRetrying) return say('retrying');
  if (phase === 'preparing' || phase === 'checking') return say(phase);
  return sentBytes === 0 ? say('waiting') : progressText(upload, phrases);
}

/** Returns the reason of a failure: in the app's words, where it has some. */
export function failureText({ sentence, code, status }: UploadFailure, { say }: Phrases): string {
  return sentence ?? say(code, { status });
}

function progressText(upload: UploadSnapshot, { bytes, say, duration, percent }: Phrases): string {
  const { sentBytes, size, bytesPerSecond } = upload;
  const progress = { percent: percent(percentOf(upload) ?? 0), sent: bytes(sentBytes), size: bytes(size) };
  if (bytesPerSecond < 1) return say('progress', progress);
  const left = duration((size - sentBytes) / bytesPerSecond);
  return say('progressAtSpeed', { ...progress, speed: bytes(Math.round(bytesPerSecond)), left });
}
