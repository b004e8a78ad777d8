import { createCrc32InWorker } from './checksum/crc32-in-worker.ts';
import type { Comforts } from './form/comforts.ts';
import { preventStrayDrops } from './form/drop-zone.ts';
import { enhanceUploadForm } from './form/upload-form.ts';
import { browserConnection } from './transfer/connection.ts';
import { createLine } from './transfer/line.ts';
import { parallelRequests } from './transfer/run.ts';
import { createSlots } from './transfer/slots.ts';
import { forgetOldUploads } from './transfer/upload-record.ts';

/** The file of the worker, beside this script: the build puts its name here. */
declare const crc32WorkerFile: string;

/** The second file of the script, beside this one. */
declare const comfortsFile: string;

// The build makes it of `comforts.ts`.
const comforts = (await import(new URL(comfortsFile, import.meta.url).href)) as Comforts;

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
    crc32: createCrc32InWorker(() => new Worker(new URL(crc32WorkerFile, import.meta.url))),
  };
  const forms = document.querySelectorAll<HTMLFormElement>('[data-upload-form]');
  for (const form of forms) enhanceUploadForm(form, settings, comforts);
  if (forms.length > 0) preventStrayDrops();
  forgetOldUploads(Date.now());
}
comforts.forgetTypedTextAtSignIn();
comforts.removeBrokenPortraits();
comforts.enhancePrintButtons();
comforts.showLocalTimes(Date.now());
