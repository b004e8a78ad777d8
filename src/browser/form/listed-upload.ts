import { removeUpload } from '../transfer/file-upload.ts';
import { find } from './find.ts';
import type { Announce } from './live-region.ts';
import type { Phrases } from './phrases.ts';
import { beginRemoval, type Removal } from './removal.ts';
import { showPhase } from './row-phase.ts';

/** The row of an upload that the page came with. */
export interface ListedUpload {
  readonly element: HTMLElement;
  isRemoved(): boolean;
  /** Removes the upload for good. */
  discard(): void;
}

/** The parts of its field that the row uses. */
export interface ListedContext {
  readonly phrases: Phrases;
  readonly announce: Announce;
  /** True when the field has room for the file that is put back. */
  readonly hasRoom: () => boolean;
  /** Called when the upload is removed, and when that is taken back. */
  readonly onChange: () => void;
  /** Called when it is removed for good. */
  readonly onGone: (upload: ListedUpload) => void;
}

/** Lets the buttons of a row remove its upload without a new page, and take that back. */
export function enhanceListedUpload(element: HTMLElement, context: ListedContext): ListedUpload {
  const { announce, hasRoom, onChange, onGone, phrases } = context;
  const name = find(element, '.upload-name').textContent ?? '';
  const input = find(element, 'input');
  let removal: Removal | undefined;
  const show = () => {
    input.disabled = removal !== undefined;
    showPhase(element, removal ? 'removed' : 'complete');
    announce(phrases.say(removal ? 'saidRemoved' : 'saidRestored', { name }));
    onChange();
  };
  const discard = () => {
    onGone(upload);
    void removeUpload(input.value);
  };
  for (const button of element.querySelectorAll('button')) {
    const isUndo = button.dataset.action === 'undo';
    button.type = 'button';
    button.onclick = () => {
      if (isUndo) return hasRoom() && removal?.undo();
      removal = beginRemoval(discard, () => {
        removal = undefined;
        show();
      });
      return show();
    };
  }
  const upload = {
    element,
    isRemoved: () => removal !== undefined,
    discard: () => (removal ? removal.complete() : discard()),
  };
  return upload;
}
