import { preventStrayDrops } from './form/drop-zone.ts';
import { enhanceUploadForm } from './form/upload-form.ts';
import { showLocalTimes } from './local-times.ts';
import { enhancePrintButtons } from './print-buttons.ts';
import { browserConnection } from './transfer/connection.ts';
import { parallelRequests } from './transfer/run.ts';
import { createSlots } from './transfer/slots.ts';
import { forgetOldUploads } from './transfer/upload-record.ts';

showLocalTimes(Date.now());

/*
 * Starts the browser's script: forms with file fields send their files by themselves, straight to the bucket. The forms
 * work without it, so where it cannot work (no secure context, so no hashes; a browser before 2022) it leaves them
 * alone.
 */
if (crypto.subtle && 'throwIfAborted' in AbortSignal.prototype) {
  const slots = createSlots(parallelRequests);
  const forms = document.querySelectorAll<HTMLFormElement>('[data-upload-form]');
  for (const form of forms) enhanceUploadForm(form, { connection: browserConnection, slots });
  if (forms.length > 0) preventStrayDrops();
  forgetOldUploads(Date.now());
}
enhancePrintButtons();
