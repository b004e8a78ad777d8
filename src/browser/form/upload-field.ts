import { type FileUpload, isMoving, removeUpload } from '../transfer/file-upload.ts';
import type { UploadSettings } from '../transfer/run.ts';
import { acceptDrops } from './drop-zone.ts';
import { find } from './find.ts';
import type { Announce } from './live-region.ts';
import { fileProblem, labelOf, readFileRules, tooFewFiles, tooManyFiles } from './page-file-rules.ts';
import type { Phrases } from './phrases.ts';
import { type TrackedUpload, trackUpload } from './tracked-upload.ts';

/** A file field that sends files by itself. */
export interface UploadField {
  /** True while an upload is under way. */
  isMoving(): boolean;
  /** True when the field has files that a reload would lose. */
  hasFiles(): boolean;
  /** Returns the reason why the form cannot be sent, and focuses the place to correct; `undefined` when all is well. */
  leadToObstacle(): string | undefined;
  /** Forgets the uploads after the form was sent: from here on the server is responsible for them. */
  forget(): void;
}

/** The parts of its form that a field uses. */
export interface FieldContext {
  readonly form: string;
  readonly settings: UploadSettings;
  readonly phrases: Phrases;
  readonly announce: Announce;
  readonly onChange: () => void;
}

/** Adds uploads to a file field of `views/file-field.tsx`. */
export function enhanceUploadField(fieldset: HTMLFieldSetElement, context: FieldContext): UploadField {
  const { announce, form, onChange, phrases, settings } = context;
  const field = fieldset.dataset.fileField ?? '';
  const rules = readFileRules(fieldset.dataset);
  const input = find(fieldset, 'input');
  const list = find(fieldset, '.uploads');
  const error = find(fieldset, '.field-error');
  const template = find(fieldset, 'template');
  const uploads = new Set<TrackedUpload>();

  const present = () => [...uploads].map(({ upload }) => upload);
  const refused = () => [...uploads].filter(({ upload }) => upload.phase() === 'rejected');
  // A rejected file that is still listed does not count.
  const count = () => list.children.length - refused().length;
  const showError = (sentence = '') => {
    error.textContent = sentence;
    if (sentence) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  };
  const removeRow = (element: HTMLElement) => {
    const hadFocus = element.contains(document.activeElement);
    const neighbour = element.nextElementSibling ?? element.previousElementSibling;
    element.remove();
    if (hadFocus) (neighbour?.querySelector<HTMLElement>('button:not([hidden])') ?? input).focus();
    showError();
    onChange();
  };
  const add = (file: File) => {
    const subject = { form, field, file };
    const tracked = trackUpload(subject, settings, {
      template,
      typeLabel: labelOf(file.name, rules),
      phrases,
      announce,
      onPhase: onChange,
      onGone: () => {
        uploads.delete(tracked);
        removeRow(tracked.element);
      },
    });
    uploads.add(tracked);
    list.append(tracked.element);
    tracked.upload.start();
  };
  const choose = (chosen: File[]) => {
    const files = chosen.filter((file) => !present().some((upload) => isSameFile(upload.file, file)));
    const excess = tooManyFiles(count() + files.length, rules, phrases);
    const problems = files.map((file) => fileProblem(file, rules, phrases));
    const sentence = [excess, ...problems].filter(Boolean).join(' ');
    showError(sentence);
    if (sentence) announce(sentence);
    if (excess) return;
    const accepted = files.filter((_, index) => !problems[index]);
    // In a field for one file, a second choice replaces the rejected one.
    if (accepted.length > 0 && rules.maxFiles === 1) for (const { remove } of refused()) void remove();
    accepted.forEach(add);
  };

  reveal(fieldset);
  acceptDrops(find(fieldset, '.drop-zone'), choose);
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
    isMoving: () => present().some(isMoving),
    hasFiles: () => uploads.size > 0,
    leadToObstacle: () => {
      const stuck = [...uploads].find(({ upload }) => upload.phase() !== 'complete');
      const missing = tooFewFiles(count(), rules, phrases);
      if (missing) showError(missing);
      if (stuck || missing) (stuck?.element ?? input).focus();
      return stuck ? reasonOf(stuck.upload, phrases) : missing;
    },
    forget: () => {
      for (const upload of present()) upload.forget();
    },
  };
}

/** Returns the advice for an upload that has stopped; it names only buttons that its row has. */
function reasonOf(upload: FileUpload, { say }: Phrases): string {
  const { name } = upload.file;
  if (upload.phase() === 'paused') return say('stillPaused', { name });
  return say(upload.phase() === 'rejected' ? 'notAccepted' : 'notUploaded', { name });
}

/**
 * Shows the elements that need the script, and hides their substitute, which would also be the form's default button.
 */
function reveal(fieldset: HTMLFieldSetElement): void {
  for (const element of fieldset.querySelectorAll<HTMLElement>('[data-needs-script]')) element.hidden = false;
  for (const element of fieldset.querySelectorAll('[data-without-script]')) element.remove();
}

function isSameFile(one: File, other: File): boolean {
  return one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;
}
