import type { UploadSettings } from '../transfer/run.ts';
import { removeUpload } from '../transfer/upload.ts';
import { acceptDrops } from './drop-zone.ts';
import { readFileRules, refusalOf, tooFewFiles, tooManyFiles } from './file-rules.ts';
import type { Announce } from './live-region.ts';
import { isMoving, type TrackedUpload, trackUpload } from './tracked-upload.ts';

/** A file field that sends files by itself. */
export interface UploadField {
  /** Something is on its way. */
  isMoving(): boolean;
  /** The first place that a person has to look at before the form can be sent, with a reason; absent when all is well. */
  obstacle(): { element: HTMLElement; reason: string } | undefined;
  /** The form was sent: the server answers for the uploads from here on. */
  forget(): void;
}

/** What a field needs of its form. */
export interface FieldSurroundings {
  readonly form: string;
  readonly settings: UploadSettings;
  /** The next place in the page's queue. */
  readonly nextOrder: () => number;
  readonly announce: Announce;
  readonly onChange: () => void;
}

/** Brings a file field of `views/file-field.tsx` to life. */
export function enhanceUploadField(fieldset: HTMLFieldSetElement, around: FieldSurroundings): UploadField {
  const { announce, form, nextOrder, onChange, settings } = around;
  const field = fieldset.dataset.fileField ?? '';
  const rules = readFileRules(fieldset.dataset);
  const input = part<HTMLInputElement>(fieldset, 'input[type=file]');
  const list = part<HTMLUListElement>(fieldset, '.uploads');
  const error = part(fieldset, '.field-error');
  const template = part<HTMLTemplateElement>(fieldset, 'template[data-upload-row]');
  let tracked: TrackedUpload[] = [];

  const showError = (sentence: string | undefined) => {
    error.textContent = sentence ?? '';
    if (sentence === undefined) input.removeAttribute('aria-invalid');
    else input.setAttribute('aria-invalid', 'true');
  };
  const refuse = (sentence: string) => {
    showError(sentence);
    announce(sentence);
  };
  const removeRow = (element: HTMLElement) => {
    const hadFocus = element.contains(document.activeElement);
    const neighbour = element.nextElementSibling ?? element.previousElementSibling;
    element.remove();
    if (hadFocus) (neighbour?.querySelector<HTMLElement>('button:not([hidden])') ?? input).focus();
    showError(undefined);
    onChange();
  };
  const add = (file: File) => {
    const added = trackUpload({ form, field, file, order: nextOrder() }, settings, {
      template,
      announce,
      onPhase: onChange,
      onGone: (gone) => {
        tracked = tracked.filter((other) => other !== gone);
        removeRow(gone.row.element);
        announce(`${file.name} is removed.`);
      },
    });
    tracked.push(added);
    list.append(added.row.element);
    added.upload.start();
  };
  const choose = (chosen: File[]) => {
    const files = chosen.filter((file) => !tracked.some(({ upload }) => isSameFile(upload.file, file)));
    const excess = tooManyFiles(list.children.length, files.length, rules);
    const refusals = files.map((file) => refusalOf(file, rules));
    const sentences = [excess, ...refusals].filter((sentence) => sentence !== undefined);
    showError(undefined);
    if (sentences.length > 0) refuse(sentences.join(' '));
    if (excess === undefined) files.filter((_, index) => refusals[index] === undefined).forEach(add);
  };

  reveal(fieldset);
  acceptDrops(part(fieldset, '.drop-zone'), choose);
  input.addEventListener('change', () => {
    choose([...(input.files ?? [])]);
    // The same file may be chosen again, for example after it was removed.
    input.value = '';
  });
  for (const button of list.querySelectorAll<HTMLButtonElement>('button[name=remove]')) {
    button.type = 'button';
    button.addEventListener('click', async () => {
      await removeUpload(button.value);
      removeRow(button.closest('li') ?? button);
    });
  }

  return {
    isMoving: () => tracked.some(({ upload }) => isMoving(upload.snapshot().phase)),
    obstacle: () => {
      const stuck = tracked.find(({ upload }) => upload.snapshot().phase !== 'complete');
      if (stuck) return { element: stuck.row.element, reason: reasonOf(stuck) };
      const reason = tooFewFiles(list.children.length, rules);
      if (reason === undefined) return undefined;
      showError(reason);
      return { element: input, reason };
    },
    forget: () => tracked.forEach(({ upload }) => void upload.forget()),
  };
}

function reasonOf({ upload }: TrackedUpload): string {
  const { phase } = upload.snapshot();
  if (phase === 'paused') return `${upload.file.name} is paused. Resume or cancel it, then send the form.`;
  return `${upload.file.name} could not be sent. Try again or remove it, then send the form.`;
}

/** Shows what works with the script only, and hides its substitute, which would also be the form's default button. */
function reveal(fieldset: HTMLFieldSetElement): void {
  for (const element of fieldset.querySelectorAll<HTMLElement>('[data-needs-script]')) element.hidden = false;
  for (const element of fieldset.querySelectorAll('[data-without-script]')) element.remove();
}

function isSameFile(one: File, other: File): boolean {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}

function part<Found extends HTMLElement>(fieldset: HTMLFieldSetElement, selector: string): Found {
  const found = fieldset.querySelector<Found>(selector);
  if (found === null) throw new Error(`The file field has no ${selector}: see views/file-field.tsx.`);
  return found;
}
