import { filenameOf, postNames, uploadStepOf } from '../forms/form-post.ts';
import type { Message } from '../messages/message.ts';
import type { Text } from '../messages/text.ts';
import { DeclaredText, useText } from './declared-text.tsx';
import { FileRulesHint } from './file-rules-hint.tsx';
import { Icon } from './icon.tsx';
import { useMessages } from './language.tsx';
import { SendingRow, UnfinishedUploads, UploadRow } from './upload-row.tsx';

/** An upload of the form: sent, checked, and not yet submitted. */
export interface FileFieldUpload {
  readonly id: string;
  readonly filename: string;
  /** The name of its type for people. */
  readonly typeLabel: string;
  /** The size in bytes. */
  readonly size: number;
}

/** The properties of a file field; the caller derives all of them from the form's declaration. */
export interface FileFieldProps {
  /** The form's slug. */
  readonly slug: string;
  readonly name: string;
  readonly label: Text;
  readonly hint?: Text | undefined;
  /** The rules as a sentence. */
  readonly rules: Message;
  /** All accepted types, and further limits. */
  readonly types: readonly Message[];
  readonly required: boolean;
  /** The value of the `accept` attribute: comma-separated media types and extensions. */
  readonly acceptAttribute: string;
  /** The names of types for people, by extension. */
  readonly labels: Readonly<Record<string, string>>;
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
  const { name, label, hint, rules, types, required, uploads, error } = props;
  const { fileKinds, pages } = useMessages();
  const { optional } = pages.forms;
  const listLabel = useText(label);
  const labels = Object.entries(props.labels).map(([extension, typeLabel]) => [extension, fileKinds.name(typeLabel)]);
  const declared = {
    'data-max-bytes': props.maxBytes,
    'data-min-files': props.minFiles,
    'data-max-files': props.maxFiles,
    'data-accept': props.acceptAttribute,
    'data-labels': JSON.stringify(Object.fromEntries(labels)),
  };
  return (
    <fieldset class="file-field" id={name} tabindex={-1} data-file-field={name} {...declared}>
      <legend>
        <DeclaredText text={label} />
        {required ? null : <span class="optional"> {optional}</span>}
      </legend>
      <FileRulesHint id={`${name}-hint`} hint={hint} rules={rules} types={types} />
      <p class="field-error" id={`${name}-error`} tabindex={-1}>
        {error}
      </p>
      <ChooseFiles {...props} />
      {uploads.length < props.maxFiles && <AddFile name={name} />}
      <UnfinishedUploads />
      <p class="upload-totals" />
      <ul class="uploads" aria-label={listLabel.text} lang={listLabel.lang}>
        {uploads.map((upload) => (
          <UploadRow field={name} upload={upload} />
        ))}
      </ul>
      <SendingRow field={name} />
    </fieldset>
  );
}

/** Renders the step for browsers without the script, which sends one file at a time from its own page. */
function AddFile({ name }: { name: string }) {
  const { addFile, fileName, fileNameHint, optional } = useMessages().pages.forms;
  return (
    <div data-without-script>
      <label for={`${name}-filename`}>
        {fileName} <span class="optional">{optional}</span>
      </label>
      <p id={`${name}-filename-hint`} class="hint">
        {fileNameHint}
      </p>
      <input
        id={`${name}-filename`}
        name={filenameOf(name)}
        type="text"
        maxlength={200}
        aria-describedby={`${name}-filename-hint`}
      />
      <button type="submit" class="secondary" name={postNames.step} value={uploadStepOf(name)} formnovalidate>
        {addFile}
      </button>
    </div>
  );
}

function ChooseFiles({ name, maxFiles, acceptAttribute, error }: FileFieldProps) {
  const texts = useMessages().pages.forms;
  return (
    <div class="drop-zone" data-needs-script hidden>
      <Icon name="upload" />
      <input
        type="file"
        id={`${name}-input`}
        multiple={maxFiles > 1}
        accept={acceptAttribute}
        aria-describedby={`${name}-hint ${name}-error`}
        aria-invalid={error === undefined ? undefined : 'true'}
      />
      {/* The native button names itself and an empty choice in the browser's language, not the page's. */}
      <label class="button" for={`${name}-input`}>
        {maxFiles === 1 ? texts.chooseFile : texts.chooseFiles}
      </label>
      <p class="drop-hint" data-drop-hint hidden>
        {maxFiles === 1 ? texts.dropFile : texts.dropFiles}
      </p>
    </div>
  );
}
