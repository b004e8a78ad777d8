import type { FileUpload } from '../transfer/file-upload.ts';
import { find } from './find.ts';
import type { Phrases } from './phrases.ts';
import { percentOf, statusText } from './row-view.ts';

/** The actions of a person on an upload; the buttons of the field's template name them. */
export type RowAction = 'pause' | 'start' | 'remove';

/** The row of an upload on the page. */
export interface UploadRow {
  readonly element: HTMLElement;
  /** Shows the upload's current state. */
  paint(): void;
}

/**
 * Creates a row from the field's template, which names the phases in which each of its elements is shown. Once the file
 * is saved, the row's hidden input goes with the form.
 */
export function createUploadRow(
  template: HTMLTemplateElement,
  upload: FileUpload,
  typeLabel: string,
  phrases: Phrases,
  actions: Readonly<Record<RowAction, () => void>>,
): UploadRow {
  const { file } = upload;
  // A copy of an element is an element of the same kind.
  const element = find(template.content, 'li').cloneNode(true) as HTMLElement;
  const input = find(element, 'input');
  const progress = find(element, 'progress');
  const status = find(element, '[data-status]');
  const changing = [...element.querySelectorAll<HTMLElement>('[data-phases]')];

  for (const name of element.querySelectorAll('[data-filename]')) name.append(file.name);
  find(element, '[data-type]').textContent = typeLabel;
  find(element, '[data-size]').textContent = phrases.bytes(file.size);
  progress.setAttribute('aria-label', file.name);
  for (const button of element.querySelectorAll('button')) {
    // `views/file-field.tsx` gives its buttons these actions only.
    button.onclick = actions[button.dataset.action as RowAction];
  }

  return {
    element,
    paint() {
      const snapshot = upload.snapshot();
      const { phase } = snapshot;
      const text = statusText(snapshot, phrases);
      const percent = percentOf(snapshot);
      const focused = document.activeElement;
      element.dataset.phase = phase;
      if (status.textContent !== text) status.textContent = text;
      if (percent === undefined) progress.removeAttribute('value');
      else progress.value = percent;
      input.value = upload.id() ?? '';
      input.disabled = phase !== 'complete';
      for (const part of changing) part.hidden = !part.dataset.phases?.split(' ').includes(phase);
      if (changing.some((part) => part === focused && part.hidden)) passFocus(element, changing);
    },
  };
}

/**
 * Moves the focus from a button that disappears to its counterpart (pause, resume, try again). It never moves to a
 * button that removes, since the person may be about to press a key. Without a counterpart the row itself gets the
 * focus.
 */
function passFocus(element: HTMLElement, changing: readonly HTMLElement[]): void {
  const counterpart = changing.find(({ hidden, dataset }) => !hidden && /pause|start/.test(dataset.action ?? ''));
  (counterpart ?? element).focus();
}
