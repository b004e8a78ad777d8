import { formatBytes } from '../../files/byte-size.ts';
import type { Upload } from '../transfer/upload.ts';
import { find } from './find.ts';
import { type RowAction, rowView } from './row-view.ts';

/** The row of an upload on the page. */
export interface UploadRow {
  readonly element: HTMLElement;
  /** Shows the upload as it is now. */
  paint(): void;
}

/** Makes a row from the field's template. Once the file is saved, the row's hidden input goes with the form. */
export function createUploadRow(
  template: HTMLTemplateElement,
  upload: Upload,
  onAction: (action: RowAction) => void,
): UploadRow {
  const { file } = upload;
  // A copy of an element is an element of the same kind.
  const element = find(template.content, 'li').cloneNode(true) as HTMLElement;
  const input = find(element, 'input');
  const progress = find(element, 'progress');
  const status = find(element, '[data-status]');
  const signIn = find(element, '[data-sign-in]');
  const buttons = [...element.querySelectorAll<HTMLElement>('[data-action]')];

  for (const name of element.querySelectorAll('[data-filename]')) name.append(file.name);
  find(element, '[data-facts]').textContent = `, ${formatBytes(file.size)}${file.type && `, ${file.type}`}`;
  progress.ariaLabel = file.name;
  for (const button of buttons) {
    // The template's buttons are named after the actions.
    button.onclick = () => onAction(button.dataset.action as RowAction);
  }

  return {
    element,
    paint() {
      const snapshot = upload.snapshot();
      const { text, percent, actions } = rowView(snapshot);
      const focused = document.activeElement;
      element.dataset.phase = snapshot.phase;
      if (status.textContent !== text) status.textContent = text;
      progress.hidden = snapshot.failure !== undefined || snapshot.phase === 'complete';
      if (percent === undefined) progress.removeAttribute('value');
      else progress.value = percent;
      signIn.hidden = snapshot.phase !== 'signed-out';
      for (const button of buttons) button.hidden = !actions.includes(button.dataset.action as RowAction);
      input.value = upload.id() ?? '';
      input.disabled = snapshot.phase !== 'complete';
      if (buttons.some((button) => button === focused && button.hidden)) passFocus(element, buttons);
    },
  };
}

/**
 * A button that disappears under the focus hands it to its counterpart (pause, resume, try again), never to one that
 * destroys: somebody may be about to press a key. Without counterpart the row itself takes it.
 */
function passFocus(element: HTMLElement, buttons: readonly HTMLElement[]): void {
  const counterpart = buttons.find(({ hidden, dataset }) => !hidden && /pause|resume|retry/.test(dataset.action ?? ''));
  (counterpart ?? element).focus();
}
