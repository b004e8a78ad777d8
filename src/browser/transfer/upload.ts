import { askApp } from './app-client.ts';
import { deliver } from './deliver.ts';
import { createMeter } from './meter.ts';
import type { BegunUpload, UploadSettings, UploadSubject } from './run.ts';
import { type FailureKind, fileChanged, UploadFailure } from './upload-failure.ts';
import { forgetUpload } from './upload-record.ts';

/** Where an upload stands. It is saved only when it is `complete`. */
export type UploadPhase = 'preparing' | 'sending' | 'paused' | 'checking' | 'complete' | 'removing' | FailureKind;

/** An upload at one moment. */
export interface UploadSnapshot {
  readonly phase: UploadPhase;
  readonly sentBytes: number;
  readonly size: number;
  /** Smoothed; 0 while it is unknown. */
  readonly bytesPerSecond: number;
  readonly isOnline: boolean;
  /** A sentence for the person when it came to a stop. */
  readonly failure: string | undefined;
}

/** A file on its way, and what a person may do with it. */
export interface Upload {
  readonly file: File;
  /** What the app calls it; absent until it has begun. */
  id(): string | undefined;
  phase(): UploadPhase;
  snapshot(): UploadSnapshot;
  /** Starts it, goes on after a pause, or tries again after a failure. */
  start(): void;
  pause(): void;
  /** Stops it and tells the app to remove its bytes. Resolves also when the app cannot be told: they expire. */
  remove(): Promise<void>;
  /** Forgets what was noted for a reload: a submission has it now. */
  forget(): void;
}

/** Makes an upload that has not started, and tells of every change of it. */
export function createUpload(subject: UploadSubject, settings: UploadSettings, onChange: () => void): Upload {
  const { file } = subject;
  const meter = createMeter(onChange);
  let phase: UploadPhase = 'preparing';
  let failure: string | undefined;
  let begun: BegunUpload | undefined;
  let stop = new AbortController();

  const enter = (next: UploadPhase, reason?: string) => {
    phase = next;
    failure = reason;
    onChange();
  };
  const halt = (next: UploadPhase) => {
    stop.abort();
    enter(next);
  };
  const run = async (signal: AbortSignal) => {
    try {
      await deliver({ ...settings, ...subject, meter, signal }, events(signal), begun);
      if (!signal.aborted) enter('complete');
    } catch (error) {
      if (signal.aborted) return;
      const { kind, message } = asFailure(error);
      if (kind === 'rejected' && begun) forgetUpload(begun.recordKey);
      enter(kind, message);
    }
  };
  const events = (signal: AbortSignal) => ({
    onBegun: (upload: BegunUpload) => {
      begun = upload;
    },
    onPhase: (next: UploadPhase) => signal.aborted || enter(next),
  });

  return {
    file,
    id: () => begun?.id,
    phase: () => phase,
    snapshot: () => ({
      phase,
      failure,
      sentBytes: meter.sent(),
      size: file.size,
      bytesPerSecond: meter.bytesPerSecond(),
      isOnline: settings.connection.isOnline(),
    }),
    start: () => {
      stop = new AbortController();
      meter.rest();
      enter('preparing');
      void run(stop.signal);
    },
    pause: () => halt('paused'),
    remove: async () => {
      halt('removing');
      if (begun === undefined) return;
      forgetUpload(begun.recordKey);
      await removeUpload(begun.id);
    },
    forget: () => begun && forgetUpload(begun.recordKey),
  };
}

/** Whether something happens without the person. */
export function isMoving(upload: Upload): boolean {
  return ['preparing', 'sending', 'checking', 'removing'].includes(upload.phase());
}

/** How long a person waits for a removal that the app would do by itself a day later. */
const removalTimeoutMs = 5_000;

/** Tells the app to remove an upload. Resolves also when it cannot be told: what is never submitted expires. */
export async function removeUpload(id: string): Promise<void> {
  await askApp('DELETE', `/uploads/${id}`, new AbortController().signal, undefined, removalTimeoutMs);
}

/** Anything but our own failures comes from reading the file, which the browser refuses when it changed on the disk. */
function asFailure(error: unknown): UploadFailure {
  if (error instanceof UploadFailure) return error;
  if (error instanceof DOMException) return fileChanged();
  console.error(error);
  return new UploadFailure('Something went wrong on this page. Reload it and choose the file again.');
}
