import { type FileUpload, isMoving } from '../transfer/file-upload.ts';
import type { UploadSettings } from '../transfer/run.ts';
import { hasUploadRecords } from '../transfer/upload-record.ts';
import type { UseComforts } from './comforts.ts';
import { acceptDrops } from './drop-zone.ts';
import { find } from './find.ts';
import type { ListedUpload } from './listed-upload.ts';
import type { Announce } from './live-region.ts';
import { fileProblem, labelOf, readFileRules, tooFewFiles, tooManyFiles } from './page-file-rules.ts';
import { acceptPastes } from './pastes.ts';
import type { Phrases } from './phrases.ts';
import { type TrackedUpload, trackUpload } from './tracked-upload.ts';
import type { UnfinishedList } from './unfinished-uploads.ts';

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
  /** The id of the user whose page it is. */
  readonly owner: string;
  readonly form: string;
  readonly settings: UploadSettings;
  readonly phrases: Phrases;
  readonly announce: Announce;
  readonly useComforts: UseComforts;
  /** True when the page has no other file field: then files may be dropped anywhere on it, and pasted. */
  readonly isOnly: boolean;
  readonly onChange: () => void;
}

/** Adds uploads to a file field of `views/file-field.tsx`. */
export function enhanceUploadField(fieldset: HTMLFieldSetElement, context: FieldContext): UploadField {
  const { announce, form, isOnly, onChange, owner, phrases, settings, useComforts } = context;
  const field = fieldset.dataset.fileField ?? '';
  const rules = readFileRules(fieldset.dataset);
  const input = find(fieldset, 'input');
  const list = find(fieldset, '.uploads');
  const error = find(fieldset, '.field-error');
  const totals = find(fieldset, '.upload-totals');
  // The page has a template under this name.
  const template = find(fieldset, '[data-upload-row]') as HTMLTemplateElement;
  const came = [...list.querySelectorAll('li')];
  const uploads = new Set<TrackedUpload>();
  const listed = new Set<ListedUpload>();
  let unfinished: UnfinishedList | undefined;

  const present = () => [...uploads].filter((one) => !one.isRemoved());
  const refused = () => present().filter(({ upload }) => upload.phase() === 'rejected');
  const listedFiles = () => came.filter((row) => row.isConnected && row.dataset.phase !== 'removed');
  // A rejected file that is still listed does not count.
  const count = () => listedFiles().length + present().length - refused().length;
  const showError = (sentence = '') => {
    error.textContent = sentence;
    if (!sentence) return input.removeAttribute('aria-invalid');
    input.setAttribute('aria-invalid', 'true');
    return error.scrollIntoView({ block: 'nearest' });
  };
  const showTotals = () => {
    const uploads = present().map(({ upload }) => upload.snapshot());
    useComforts(({ totalsText }) => {
      totals.textContent = totalsText(uploads, phrases);
    });
  };
  const changed = () => {
    showTotals();
    showError();
    onChange();
  };
  const hasRoom = () => {
    const excess = tooManyFiles(count() + 1, rules, phrases);
    if (excess) showError(excess);
    return !excess;
  };
  const removeRow = (element: HTMLElement) => {
    const hadFocus = element.contains(document.activeElement);
    element.remove();
    if (hadFocus) input.focus();
    changed();
  };
  const add = (file: File) => {
    unfinished?.leaveOut(file);
    const tracked = trackUpload({ owner, form, field, file }, settings, {
      template,
      typeLabel: labelOf(file.name, rules),
      phrases,
      announce,
      useComforts,
      hasRoom,
      onProgress: showTotals,
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
    const isNew = (file: File) => !present().some(({ upload }) => isSameFile(upload.file, file));
    const files = chosen.filter(isNew);
    for (const file of chosen) if (!isNew(file)) announce(phrases.say('duplicate', { name: file.name }));
    // In a field for one file, the next choice replaces the earlier one.
    const replaced = rules.maxFiles === 1 ? [...uploads, ...listed] : [];
    const excess = tooManyFiles((replaced.length > 0 ? 0 : count()) + files.length, rules, phrases);
    // A dropped folder may hold ten thousand files, more than anyone reads sentences about.
    const problems = excess ? [] : files.map((file) => fileProblem(file, rules, phrases));
    const sentence = excess ?? problems.filter(Boolean).join(' ');
    showError(sentence);
    if (sentence) announce(sentence);
    if (excess) return;
    const accepted = files.filter((_, index) => !problems[index]);
    if (accepted.length > 0) for (const { discard } of replaced) discard();
    accepted.forEach(add);
  };

  reveal(fieldset);
  const zone = find(fieldset, '.drop-zone');
  acceptDrops(zone, isOnly ? document : zone, choose, (entries) =>
    useComforts(({ filesIn }) => void filesIn(entries).then(choose)),
  );
  if (isOnly) acceptPastes((files) => useComforts(({ withTimeInName }) => choose(withTimeInName(files, phrases))));
  input.addEventListener('change', () => {
    choose([...(input.files ?? [])]);
    // The same file may be chosen again, for example after it was removed.
    input.value = '';
  });
  for (const row of came) {
    const onGone = (upload: ListedUpload) => {
      listed.delete(upload);
      removeRow(row);
    };
    const parts = { phrases, announce, hasRoom, onChange: changed, onGone };
    useComforts(({ enhanceListedUpload }) => void listed.add(enhanceListedUpload(row, parts)));
  }
  if (hasUploadRecords())
    useComforts(({ showUnfinished }) => {
      unfinished = showUnfinished(find(fieldset, '.unfinished'), { owner, form, field }, phrases);
      for (const { upload } of uploads) unfinished.leaveOut(upload.file);
    });

  return {
    isMoving: () => present().some(({ upload }) => isMoving(upload)),
    hasFiles: () => present().length > 0,
    leadToObstacle: () => {
      const stuck = present().find(({ upload }) => upload.phase() !== 'complete');
      const missing = tooFewFiles(count(), rules, phrases);
      if (missing) showError(missing);
      if (stuck || missing) (stuck?.element ?? input).focus();
      return stuck ? reasonOf(stuck.upload, phrases) : missing;
    },
    forget: () => {
      for (const { upload } of present()) upload.forget();
      for (const one of [...uploads, ...listed]) if (one.isRemoved()) one.discard();
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
