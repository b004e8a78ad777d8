import { formatBytes } from '../../files/byte-size.ts';
import type { UploadPhase, UploadSnapshot } from '../transfer/upload.ts';

/** What a person may do with an upload. */
export type RowAction = 'pause' | 'resume' | 'retry' | 'cancel' | 'remove';

/** What the row of an upload shows. */
export interface RowView {
  readonly text: string;
  /** 0 to 100, and 100 only for a file that is saved; `undefined` while nobody can tell how long it takes. */
  readonly percent: number | undefined;
  readonly actions: readonly RowAction[];
}

/** Derives the row from the upload's state. */
export function rowView(upload: UploadSnapshot): RowView {
  return { text: statusText(upload), percent: percentOf(upload), actions: actionsIn[upload.phase] };
}

/** How much of the file is done, from 0 to 100; below 100 until the server has said that the file is saved. */
export function percentOf({ phase, sentBytes, size }: UploadSnapshot): number | undefined {
  if (phase === 'complete') return 100;
  if (phase === 'preparing' || phase === 'checking') return undefined;
  return Math.min(99, Math.floor((100 * sentBytes) / size));
}

const actionsIn: Record<UploadPhase, readonly RowAction[]> = {
  preparing: ['pause', 'cancel'],
  sending: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  checking: ['cancel'],
  complete: ['remove'],
  failed: ['retry', 'remove'],
  'signed-out': ['retry', 'remove'],
  rejected: ['remove'],
};

function statusText(upload: UploadSnapshot): string {
  const { phase, isOnline, sentBytes, size, failure } = upload;
  if (phase === 'complete') return 'Uploaded';
  if (failure !== undefined) return failure;
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

/** A duration as people say it: rounded, so that it does not flicker. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
