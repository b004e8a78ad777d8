import { beginUpload } from './begin-upload.ts';
import { requestCompletion } from './request-completion.ts';
import { relistParts } from './resume-upload.ts';
import type { KnownUpload, UploadRun } from './run.ts';
import { sendMissingParts } from './send-missing-parts.ts';
import { sendInOneRequest } from './send-one-request.ts';
import { UploadFailure, UploadGone } from './upload-failure.ts';
import { forgetUpload } from './upload-record.ts';

/** The events of an upload under way, for the row that shows it. */
export interface DeliveryEvents {
  /** The upload has an id. */
  readonly onBegun: (upload: KnownUpload) => void;
  /** Bytes are about to be sent, or all are sent and the app checks whether they are saved. */
  readonly onPhase: (phase: 'sending' | 'checking') => void;
}

/** The most completions in which the app reports missing bytes although the bucket accepted all. */
const maxCompletions = 4;

/**
 * Sends a file to the bucket and resolves when the app has verified it there. With the upload of an earlier run it
 * continues where that stopped.
 *
 * @throws UploadFailure when a person has to decide; the signal's reason after pause and cancel.
 */
export async function deliver(run: UploadRun, events: DeliveryEvents, earlier?: KnownUpload): Promise<void> {
  for (let attempt = 1, begun = earlier; ; attempt++, begun = undefined) {
    const upload = begun ?? (await beginUpload(run));
    events.onBegun(upload);
    try {
      return await sendUntilComplete(run, events, upload);
    } catch (error) {
      if (!(error instanceof UploadGone)) throw error;
      forgetUpload(upload.recordKey);
      run.meter.reset();
      if (attempt === 2) throw new UploadFailure('upload-expired');
    }
  }
}

async function sendUntilComplete(run: UploadRun, events: DeliveryEvents, upload: KnownUpload): Promise<void> {
  if (upload.complete) return;
  for (let round = 1; round <= maxCompletions; round++) {
    events.onPhase('sending');
    if (upload.multipart) await sendMissingParts(run, upload, upload.multipart);
    else if (!upload.sent) await sendInOneRequest(run, upload);
    events.onPhase('checking');
    upload.complete = await requestCompletion(run, upload);
    if (upload.complete) return;
    if (upload.multipart) await relistParts(run, upload);
    else startOver(run, upload);
  }
  throw new UploadFailure('piece-lost');
}

function startOver({ meter }: UploadRun, upload: KnownUpload): void {
  upload.sent = false;
  meter.reset();
}
