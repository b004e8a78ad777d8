import { createFileUpload, type FileUpload, isMoving, type UploadPhase } from '../transfer/file-upload.ts';
import type { UploadSettings, UploadSubject } from '../transfer/run.ts';
import { announcement, nothingSaid } from './announcement.ts';
import type { Announce } from './live-region.ts';
import type { Phrases } from './phrases.ts';
import { createUploadRow } from './upload-row.ts';

/** An upload and its row on the page. */
export interface TrackedUpload {
  readonly upload: FileUpload;
  readonly element: HTMLElement;
  /** Removes the upload as the row's button does. The row goes also when the app is unreachable. */
  remove(): Promise<void>;
}

/** The parts of its field that a row uses. */
export interface RowContext {
  readonly template: HTMLTemplateElement;
  /** The name of the file's type for people. */
  readonly typeLabel: string;
  readonly phrases: Phrases;
  readonly announce: Announce;
  /** Called when the upload enters another phase. */
  readonly onPhase: () => void;
  /** Called after the person has removed the file. */
  readonly onGone: () => void;
}

/** The milliseconds between two repaints: often enough to look alive, seldom enough to read. */
const paintEveryMs = 250;

/** Creates an upload with its row, which shows it on the page and to screen readers and handles its buttons. */
export function trackUpload(subject: UploadSubject, settings: UploadSettings, context: RowContext): TrackedUpload {
  let painted: UploadPhase | undefined;
  let announcedQuarters = nothingSaid;
  let timer: ReturnType<typeof setTimeout>;

  const refresh = () => {
    clearTimeout(timer);
    const snapshot = upload.snapshot();
    const news = announcement(subject.file.name, snapshot, announcedQuarters, context.phrases);
    announcedQuarters = news.said;
    if (news.text !== undefined) context.announce(news.text);
    row.paint();
    if (isMoving(upload) || upload.isUnderWay()) timer = setTimeout(refresh, paintEveryMs);
    if (painted === snapshot.phase) return;
    painted = snapshot.phase;
    context.onPhase();
  };
  const upload = createFileUpload(subject, settings, () => {
    if (upload.phase() !== painted) refresh();
  });
  const remove = async () => {
    await upload.remove();
    clearTimeout(timer);
    context.onGone();
  };
  const { pause, start } = upload;
  const row = createUploadRow(context.template, upload, context.typeLabel, context.phrases, {
    pause,
    start,
    remove: () => void remove(),
  });
  refresh();
  return { upload, element: row.element, remove };
}
