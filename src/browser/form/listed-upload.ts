import { removeUpload } from '../transfer/file-upload.ts';
import { find } from './find.ts';
import { beginRemoval, type Removal } from './removal.ts';
import { showPhase } from './row-phase.ts';

/** The row of an upload that the page came with. */
export interface ListedUpload {
  readonly element: HTMLElement;
  isRemoved(): boolean;
  /** Removes the upload for good. */
  discard(): void;
}

/** Lets the buttons of a row remove its upload without a new page, and take that back. */
export function enhanceListedUpload(
  element: HTMLElement,
  { onChange, onGone, hasRoom }: { onChange: (isRemoved: boolean) => void; onGone: () => void; hasRoom: () => boolean },
): ListedUpload {
  const input = find(element, 'input');
  let removal: Removal | undefined;
  const show = () => {
    input.disabled = removal !== undefined;
    showPhase(element, removal ? 'removed' : 'complete');
    onChange(removal !== undefined);
  };
  const discard = () => {
    onGone();
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
  return {
    element,
    isRemoved: () => removal !== undefined,
    discard: () => (removal ? removal.complete() : discard()),
  };
}
