import { createCrc32InWorker } from './checksum/crc32-in-worker.ts';
import type { Comforts, UseComforts } from './form/comforts.ts';
import { preventStrayDrops } from './form/drop-zone.ts';
import { enhanceUploadForm } from './form/upload-form.ts';
import { isTabStorageUsed } from './in-storage.ts';
import { browserConnection } from './transfer/connection.ts';
import { createLine } from './transfer/line.ts';
import { parallelRequests } from './transfer/run.ts';
import { createSlots } from './transfer/slots.ts';

/** The file of the worker, beside this script: the build puts its name here. */
declare const crc32WorkerFile: string;

/** The second file of the script, beside this one. */
declare const comfortsFile: string;

let comforts: Promise<Comforts> | undefined;
const loadComforts = () => {
  // The build makes it of `comforts.ts`.
  comforts ??= import(new URL(comfortsFile, import.meta.url).href) as Promise<Comforts>;
  return comforts;
};
const useComforts: UseComforts = (use) => void loadComforts().then(use, () => {});

/*
 * Starts the browser's script: forms with file fields send their files by themselves, straight to the bucket. The forms
 * work without it, so where it cannot work (no secure context, so no hashes; a browser before 2022) it leaves them
 * alone.
 */
if (crypto.subtle && 'throwIfAborted' in AbortSignal.prototype) {
  const line = createLine(() => performance.now());
  const settings = {
    connection: browserConnection,
    line,
    slots: createSlots(parallelRequests, line.allowance),
    crc32: createCrc32InWorker(
      () => new Worker(new URL(crc32WorkerFile, import.meta.url)),
      async (blob, signal) => (await loadComforts()).crc32OfBlob(blob, signal),
    ),
  };
  const forms = document.querySelectorAll<HTMLFormElement>('[data-upload-form]');
  for (const form of forms) enhanceUploadForm(form, settings, useComforts);
  if (forms.length > 0) preventStrayDrops();
}
// The second file writes times, shows buttons that print, and forgets typed text where people sign in or out.
if (isTabStorageUsed() || document.querySelector('time, [data-print]')) useComforts(() => {});
