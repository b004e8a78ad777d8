import { byteSize } from '../../views/byte-size.ts';
import type { Upload } from '../transfer/upload.ts';
import { type RowAction, rowView } from './row-view.ts';

/** The row of an upload on the page. */
export interface UploadRow {
  readonly element: HTMLElement;
  /** Shows the upload as it is now. */
  paint(): void;
}

/**
 * Makes a row from the field's template, with the field's name for the hidden input that the form will carry.
 *
 * @throws Error when the page's markup is not that of `views/file-field.tsx`.
 */
export function createUploadRow(
  template: HTMLTemplateElement,
  fieldName: string,
  upload: Upload,
  onAction: (action: RowAction) => void,
): UploadRow {
  const { file } = upload;
  const element = find(template.content, 'li').cloneNode(true) as HTMLElement;
  const progress = find(element, 'progress');
  const status = find(element, '[data-status]');
  const signIn = find(element, '[data-sign-in]');
  const buttons = [...element.querySelectorAll<HTMLElement>('[data-action]')];

  for (const name of element.querySelectorAll('[data-filename]')) name.append(file.name);
  find(element, '[data-facts]').textContent = `, ${byteSize(file.size)}${file.type && `, ${file.type}`}`;
  progress.setAttribute('aria-label', `Progress of ${file.name}`);
  for (const button of buttons) {
    // The template's buttons are named after the actions.
    button.onclick = () => onAction(button.dataset.action as RowAction);
  }

  return {
    element,
    paint() {
      const snapshot = upload.snapshot();
      const { text, percent, actions } = rowView(snapshot);
      const hadFocus = element.contains(document.activeElement);
      element.dataset.phase = snapshot.phase;
      if (status.textContent !== text) status.textContent = text;
      progress.hidden = snapshot.failure !== undefined || snapshot.phase === 'complete';
      if (percent === undefined) progress.removeAttribute('value');
      else progress.value = percent;
      signIn.hidden = snapshot.phase !== 'signed-out';
      for (const button of buttons) button.hidden = !actions.includes(button.dataset.action as RowAction);
      if (snapshot.phase === 'complete') attachToForm(element, fieldName, upload.id());
      if (hadFocus) keepFocus(element, buttons);
    },
  };
}

function attachToForm(element: HTMLElement, fieldName: string, id: string | undefined): void {
  if (id === undefined || element.querySelector('input')) return;
  const input = document.createElement('input');
  input.type = 'hidden';
  input.name = fieldName;
  input.value = id;
  element.append(input);
}

/**
 * A button that disappears under the focus hands it to its counterpart (pause, resume, try again), never to one that
 * destroys: somebody may be about to press a key. Without counterpart the row itself takes it.
 */
function keepFocus(element: HTMLElement, buttons: readonly HTMLElement[]): void {
  const focused = document.activeElement;
  if (focused === element || (focused instanceof HTMLElement && !focused.hidden && element.contains(focused))) return;
  const counterpart = buttons.find(
    (button) => !button.hidden && /pause|resume|retry/.test(button.dataset.action ?? ''),
  );
  (counterpart ?? element).focus();
}

function find<Tag extends keyof HTMLElementTagNameMap>(root: ParentNode, selector: Tag): HTMLElementTagNameMap[Tag];
function find(root: ParentNode, selector: string): HTMLElement;
function find(root: ParentNode, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`The page has no ${selector} where the script expects it.`);
  return found;
}
