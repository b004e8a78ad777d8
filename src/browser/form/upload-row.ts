import type { FileUpload } from '../transfer/file-upload.ts';
import { find } from './find.ts';
import type { Phrases } from './phrases.ts';
import { showPhase } from './row-phase.ts';
import { percentOf, statusText } from './row-view.ts';

/** The actions of a person on an upload; the buttons of the field's template name them. */
export type RowAction = 'pause' | 'start' | 'remove' | 'undo';

/** The row of an upload on the page. */
export interface UploadRow {
  readonly element: HTMLElement;
  /** Shows the upload's current state, or that it is removed. */
  paint(isRemoved: boolean): void;
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

  for (const name of element.querySelectorAll('[data-filename]')) name.append(file.name);
  find(element, '[data-type]').textContent = typeLabel;
  find(element, '[data-size]').textContent = phrases.bytes(file.size);
  progress.setAttribute('aria-label', file.name);
  for (const button of element.querySelectorAll('button')) {
    // `views/upload-row.tsx` gives its buttons these actions only.
    button.onclick = actions[button.dataset.action as RowAction];
  }

  return {
    element,
    paint(isRemoved) {
      const snapshot = upload.snapshot();
      const phase = isRemoved ? 'removed' : snapshot.phase;
      const text = isRemoved ? phrases.say('removed') : statusText(snapshot, phrases);
      const percent = percentOf(snapshot);
      if (status.textContent !== text) status.textContent = text;
      if (percent === undefined) progress.removeAttribute('value');
      else progress.value = percent;
      input.value = upload.id() ?? '';
      input.disabled = phase !== 'complete';
      showPhase(element, phase);
    },
  };
}
