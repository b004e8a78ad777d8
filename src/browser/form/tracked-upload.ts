import type { UploadSettings, UploadSubject } from '../transfer/run.ts';
import { createUpload, type Upload, type UploadPhase } from '../transfer/upload.ts';
import { announcement } from './announcement.ts';
import type { Announce } from './live-region.ts';
import type { RowAction } from './row-view.ts';
import { createUploadRow, type UploadRow } from './upload-row.ts';

/** An upload and its row on the page. */
export interface TrackedUpload {
  readonly upload: Upload;
  readonly row: UploadRow;
}

/** What the row needs of its field. */
export interface RowSurroundings {
  readonly template: HTMLTemplateElement;
  readonly announce: Announce;
  /** Told when the upload enters another phase. */
  readonly onPhase: () => void;
  /** Told after the person has given the file up. */
  readonly onGone: (tracked: TrackedUpload) => void;
}

/** Often enough to look alive, seldom enough to be read. */
const paintEveryMs = 250;

/** Makes an upload that shows itself, in the page and to screen readers, and obeys its buttons. */
export function trackUpload(subject: UploadSubject, settings: UploadSettings, around: RowSurroundings): TrackedUpload {
  let painted: UploadPhase | undefined;
  let said = 0;
  let timer: ReturnType<typeof setTimeout>;

  const refresh = () => {
    clearTimeout(timer);
    const snapshot = upload.snapshot();
    const news = announcement(subject.file.name, snapshot, said);
    said = news.said;
    if (news.text !== undefined) around.announce(news.text);
    row.paint();
    if (isMoving(snapshot.phase)) timer = setTimeout(refresh, paintEveryMs);
    if (painted === snapshot.phase) return;
    painted = snapshot.phase;
    around.onPhase();
  };
  const upload = createUpload(subject, settings, () => {
    if (upload.snapshot().phase !== painted) refresh();
  });
  const giveUp = async () => {
    clearTimeout(timer);
    await upload.remove();
    clearTimeout(timer);
    around.onGone(tracked);
  };
  const act: Record<RowAction, () => void> = {
    pause: upload.pause,
    resume: upload.start,
    retry: upload.start,
    cancel: () => void giveUp(),
    remove: () => void giveUp(),
  };
  const row = createUploadRow(around.template, upload, (action) => act[action]());
  const tracked = { upload, row };
  refresh();
  return tracked;
}

/** Whether something happens without the person. */
export function isMoving(phase: UploadPhase): boolean {
  return phase === 'preparing' || phase === 'sending' || phase === 'checking';
}
