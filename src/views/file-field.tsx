import { filenameOf, postNames, uploadStepOf } from '../forms/form-post.ts';
import { formatBytes } from '../values/byte-size.ts';

/** An upload of the form: sent, checked, and not yet submitted. */
export interface FileFieldUpload {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  /** The size in bytes. */
  readonly size: number;
}

/** The properties of a file field; the caller derives all of them from the form's declaration. */
export interface FileFieldProps {
  /** The form's slug. */
  readonly slug: string;
  readonly name: string;
  readonly label: string;
  /** The rules as a sentence. */
  readonly hint: string;
  readonly required: boolean;
  /** The value of the `accept` attribute: comma-separated media types and extensions. */
  readonly acceptAttribute: string;
  /** The greatest size of each file, in bytes. */
  readonly maxBytes: number;
  readonly minFiles: number;
  readonly maxFiles: number;
  readonly uploads: readonly FileFieldUpload[];
  readonly error?: string;
}

/**
 * Renders a file field. Without the script it offers a step that sends one file at a time; the script reveals the
 * native input instead and sends files at once. The input has no name: bytes never go through the form, only the ids of
 * uploads do. Links lead to the field as a whole, because the script decides which of its parts are shown.
 */
export function FileFieldInput(props: FileFieldProps) {
  const { name, label, hint, required, uploads, error } = props;
  const rules = {
    'data-max-bytes': props.maxBytes,
    'data-min-files': props.minFiles,
    'data-max-files': props.maxFiles,
    'data-accept': props.acceptAttribute,
  };
  return (
    <fieldset class="file-field" id={name} tabindex={-1} data-file-field={name} {...rules}>
      <legend>
        {label}
        {required ? null : <span class="optional"> (optional)</span>}
      </legend>
      <p id={`${name}-hint`} class="hint">
        {hint}
      </p>
      <ChooseFiles {...props} />
      {uploads.length < props.maxFiles && <AddFile name={name} />}
      <ul class="uploads" aria-label={label}>
        {uploads.map((upload) => (
          <UploadRow field={name} upload={upload} />
        ))}
      </ul>
      <p class="field-error" id={`${name}-error`}>
        {error}
      </p>
      <SendingRow field={name} />
    </fieldset>
  );
}

/** Renders the step for browsers without the script, which sends one file at a time from its own page. */
function AddFile({ name }: { name: string }) {
  return (
    <div data-without-script>
      <label for={`${name}-filename`}>
        Name of the file <span class="optional">(optional)</span>
      </label>
      <input id={`${name}-filename`} name={filenameOf(name)} type="text" maxlength={200} placeholder="report.pdf" />
      <button type="submit" class="secondary" name={postNames.step} value={uploadStepOf(name)} formnovalidate>
        Add a file
      </button>
    </div>
  );
}

function ChooseFiles({ name, maxFiles, acceptAttribute, error }: FileFieldProps) {
  return (
    <div class="drop-zone" data-needs-script hidden>
      <label for={`${name}-input`}>{maxFiles === 1 ? 'Choose a file' : 'Choose files'}</label>
      <input
        type="file"
        id={`${name}-input`}
        multiple={maxFiles > 1}
        accept={acceptAttribute}
        aria-describedby={`${name}-hint ${name}-error`}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
      <p class="drop-hint" data-drop-hint hidden>
        or drop {maxFiles === 1 ? 'it' : 'them'} here
      </p>
    </div>
  );
}

function UploadRow({ field, upload }: { field: string; upload: FileFieldUpload }) {
  return (
    <li class="upload" data-upload={upload.id} data-phase="complete">
      <p class="upload-file">
        <bdi class="upload-name">{upload.filename}</bdi>, {formatBytes(upload.size)}, {upload.contentType}
      </p>
      <input type="hidden" name={field} value={upload.id} />
      <p class="upload-actions">
        <button type="submit" class="secondary outline" name={postNames.remove} value={upload.id} formnovalidate>
          Remove <bdi class="visually-hidden">{upload.filename}</bdi>
        </button>
      </p>
    </li>
  );
}

/**
 * Renders the row that the script fills in for a file that it sends; inert without the script. Each part shows in its
 * phases only.
 */
function SendingRow({ field }: { field: string }) {
  return (
    <template data-upload-row>
      <li class="upload" tabindex={-1}>
        <p class="upload-file">
          <bdi class="upload-name" data-filename />
          <span data-facts />
        </p>
        <input type="hidden" name={field} disabled />
        <progress max="100" data-phases="preparing sending paused checking" />
        <p class="upload-status">
          <span data-status />{' '}
          <a href="/session/new" target="_blank" rel="noopener" data-phases="signed-out">
            Sign in (opens a new tab)
          </a>
        </p>
        <p class="upload-actions">
          {actions.map(({ action, text, phases }) => (
            <button type="button" class="secondary outline" data-action={action} data-phases={phases}>
              {text} <bdi class="visually-hidden" data-filename />
            </button>
          ))}
        </p>
      </li>
    </template>
  );
}

const actions = [
  { action: 'pause', text: 'Pause', phases: 'preparing sending' },
  { action: 'start', text: 'Resume', phases: 'paused' },
  { action: 'start', text: 'Try again', phases: 'failed signed-out' },
  { action: 'remove', text: 'Cancel', phases: 'preparing sending paused checking' },
  { action: 'remove', text: 'Remove', phases: 'complete failed rejected signed-out' },
];
