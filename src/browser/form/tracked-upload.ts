import { createFileUpload, type FileUpload, isMoving, type UploadPhase } from '../transfer/file-upload.ts';
import type { UploadSettings, UploadSubject } from '../transfer/run.ts';
import { announcement, nothingSaid } from './announcement.ts';
import type { UseComforts } from './comforts.ts';
import type { Announce } from './live-region.ts';
import type { Phrases } from './phrases.ts';
import { beginRemoval, type Removal } from './removal.ts';
import { createUploadRow } from './upload-row.ts';

/** An upload and its row on the page. */
export interface TrackedUpload {
  readonly upload: FileUpload;
  readonly element: HTMLElement;
  /** True after its removal, which the person can still take back. */
  isRemoved(): boolean;
  /** Removes the upload for good. The row goes also when the app is unreachable. */
  discard(): void;
}

/** The parts of its field that a row uses. */
export interface RowContext {
  readonly template: HTMLTemplateElement;
  /** The name of the file's type for people. */
  readonly typeLabel: string;
  readonly phrases: Phrases;
  readonly announce: Announce;
  readonly useComforts: UseComforts;
  /** Called when the upload enters another phase, or has sent more. */
  readonly onPhase: () => void;
  readonly onProgress: () => void;
  /** True when the field has room for the file that is put back. */
  readonly hasRoom: () => boolean;
  /** Called after the person has removed the file. */
  readonly onGone: () => void;
}

/** The milliseconds between two repaints: often enough to look alive, seldom enough to read. */
const paintEveryMs = 250;

/** Creates an upload with its row, which shows it on the page and to screen readers and handles its buttons. */
export function trackUpload(subject: UploadSubject, settings: UploadSettings, context: RowContext): TrackedUpload {
  const { announce, phrases } = context;
  const { name } = subject.file;
  let painted: UploadPhase | undefined;
  let announcedQuarters = nothingSaid;
  let removal: Removal | undefined;
  let timer: ReturnType<typeof setTimeout>;

  const refresh = () => {
    clearTimeout(timer);
    const snapshot = upload.snapshot();
    const news = announcement(name, snapshot, announcedQuarters, phrases);
    announcedQuarters = news.said;
    if (news.text !== undefined && !removal) announce(news.text);
    row.paint(removal !== undefined);
    context.onProgress();
    if (isMoving(upload) || upload.isUnderWay()) timer = setTimeout(refresh, paintEveryMs);
    if (painted === snapshot.phase) return;
    painted = snapshot.phase;
    context.onPhase();
  };
  const upload = createFileUpload(subject, settings, () => {
    if (upload.phase() !== painted) refresh();
  });
  const discard = () => {
    context.onGone();
    void upload.remove().finally(() => clearTimeout(timer));
  };
  const remove = () => {
    const wasMoving = isMoving(upload);
    announce(phrases.say(upload.phase() === 'complete' ? 'saidRemoved' : 'saidCancelled', { name }));
    removal = beginRemoval(discard, () => {
      removal = undefined;
      announce(phrases.say('saidRestored', { name }));
      if (wasMoving) upload.start();
      refresh();
      context.onPhase();
    });
    if (wasMoving || upload.isUnderWay()) upload.cutOff();
    refresh();
    context.onPhase();
  };
  const undo = () => context.hasRoom() && removal?.undo();
  const { pause, start } = upload;
  const row = createUploadRow(context.template, upload, context.typeLabel, phrases, { pause, start, remove, undo });
  context.useComforts(({ showPreview }) => showPreview(row.element, subject.file));
  refresh();
  return {
    upload,
    element: row.element,
    isRemoved: () => removal !== undefined,
    discard: () => (removal ? removal.complete() : discard()),
  };
}
