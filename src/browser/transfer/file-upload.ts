import { fetchApp } from './app-client.ts';
import type { Connection } from './connection.ts';
import { deliver } from './deliver.ts';
import { createMeter } from './meter.ts';
import type { KnownUpload, UploadSettings, UploadSubject } from './run.ts';
import { type FailureKind, fileChanged, UploadFailure } from './upload-failure.ts';
import { forgetUpload } from './upload-record.ts';

/** The phase of an upload. The file is saved only in `complete`. */
export type UploadPhase = 'preparing' | 'sending' | 'paused' | 'checking' | 'complete' | 'removing' | FailureKind;

/** The state of an upload at one moment. */
export interface UploadSnapshot {
  readonly phase: UploadPhase;
  readonly sentBytes: number;
  readonly size: number;
  /** Smoothed; 0 while it is unknown. */
  readonly bytesPerSecond: number;
  readonly isOnline: boolean;
  /** True while it waits before it repeats a request that had no good response. */
  readonly isRetrying: boolean;
  /** The reason why the upload has stopped. */
  readonly failure: UploadFailure | undefined;
}

/** A file on its way, and the actions of a person on it. */
export interface FileUpload {
  readonly file: File;
  /** Returns the app's id of the upload; `undefined` until it has begun. */
  id(): string | undefined;
  phase(): UploadPhase;
  snapshot(): UploadSnapshot;
  /** True while a request of it is open, also after a pause, until the bytes on their way are stored. */
  isUnderWay(): boolean;
  /** Starts it, goes on after a pause, or tries again after a failure. */
  start(): void;
  /** Begins nothing more. What is on its way arrives, so that nothing is sent twice. */
  pause(): void;
  /** Pauses it and cuts off what is on its way, which `start` sends again. */
  cutOff(): void;
  /** Stops it and tells the app to remove its bytes. Resolves also when the app is unreachable: the bytes expire. */
  remove(): Promise<void>;
  /** Forgets the record for a reload: a submission has the upload now. */
  forget(): void;
}

/** Creates an upload that has not started, and calls `onChange` at every change of it. */
export function createFileUpload(subject: UploadSubject, settings: UploadSettings, onChange: () => void): FileUpload {
  const { file } = subject;
  const meter = createMeter(onChange);
  let phase: UploadPhase = 'preparing';
  let failure: UploadFailure | undefined;
  let retries = 0;
  let begun: KnownUpload | undefined;
  let stop = new AbortController();
  let cut = new AbortController();
  let runs = Promise.resolve();
  let openRuns = 0;

  const connection: Connection = {
    ...settings.connection,
    async wait(ms, waiting) {
      retries++;
      await settings.connection.wait(ms, waiting).finally(() => retries--);
    },
  };
  const enter = (next: UploadPhase, reason?: UploadFailure) => {
    phase = next;
    failure = reason;
    onChange();
  };
  const halt = (next: UploadPhase) => {
    stop.abort();
    enter(next);
  };
  const cutOff = (next: UploadPhase) => {
    cut.abort();
    meter.dropInFlight();
    halt(next);
  };
  const run = async (signal: AbortSignal, cutOff: AbortSignal) => {
    try {
      await deliver({ ...settings, ...subject, connection, meter, signal, cutOff }, events(signal), begun);
      if (!signal.aborted) enter('complete');
    } catch (error) {
      if (signal.aborted) return;
      const reason = asFailure(error);
      if (reason.kind === 'rejected' && begun) forgetUpload(begun.recordKey);
      enter(reason.kind, reason);
    } finally {
      openRuns--;
    }
  };
  const events = (signal: AbortSignal) => ({
    onBegun: (upload: KnownUpload) => {
      begun = upload;
    },
    onPhase: (next: UploadPhase) => signal.aborted || enter(next),
  });

  return {
    file,
    id: () => begun?.id,
    phase: () => phase,
    isUnderWay: () => openRuns > 0,
    snapshot: () => ({
      phase,
      failure,
      sentBytes: meter.sent(),
      size: file.size,
      bytesPerSecond: meter.bytesPerSecond(),
      isOnline: connection.isOnline(),
      isRetrying: retries > 0,
    }),
    start: () => {
      stop = new AbortController();
      if (cut.signal.aborted) cut = new AbortController();
      const signals = [stop.signal, cut.signal] as const;
      meter.rest();
      enter(openRuns > 0 ? 'sending' : 'preparing');
      openRuns++;
      // A part that is on its way since before the pause is not sent again.
      runs = runs.then(() => run(...signals));
    },
    pause: () => halt('paused'),
    cutOff: () => cutOff('paused'),
    remove: async () => {
      cutOff('removing');
      if (begun === undefined) return;
      forgetUpload(begun.recordKey);
      await removeUpload(begun.id);
    },
    forget: () => begun && forgetUpload(begun.recordKey),
  };
}

/** True while the upload goes on without the person. */
export function isMoving(upload: FileUpload): boolean {
  return ['preparing', 'sending', 'checking', 'removing'].includes(upload.phase());
}

/** The longest wait for a removal that the app would do by itself a day later. */
const removalTimeoutMs = 5_000;

/**
 * Tells the app to remove an upload. Resolves also when the app is unreachable: an upload without a submission expires.
 */
export async function removeUpload(id: string): Promise<void> {
  await fetchApp('DELETE', `/uploads/${id}`, new AbortController().signal, undefined, removalTimeoutMs);
}

/**
 * Converts an error to a failure. All but our own come from a read of the file, which the browser rejects when it
 * changed on the disk.
 */
function asFailure(error: unknown): UploadFailure {
  if (error instanceof UploadFailure) return error;
  if (error instanceof DOMException) return fileChanged();
  console.error(error);
  return new UploadFailure('page-failed');
}
