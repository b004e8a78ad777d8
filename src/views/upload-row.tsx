import { postNames } from '../forms/form-post.ts';
import type { FileFieldUpload } from './file-field.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';

/** Renders the row of an upload that is complete. Without the script, too, it can be removed. */
export function UploadRow({ field, upload }: { field: string; upload: FileFieldUpload }) {
  const { fileKinds, formats, pages } = useMessages();
  const { id, filename, typeLabel, size } = upload;
  const facts = {
    file: <bdi class="upload-name">{filename}</bdi>,
    type: <bdi>{fileKinds.name(typeLabel)}</bdi>,
    size: <bdi>{formats.bytes(size)}</bdi>,
  };
  return (
    <li class="upload" data-upload={id} data-phase="complete">
      <input type="hidden" name={field} value={id} />
      <div class="upload-body">
        <div class="upload-text">
          <p class="upload-file">
            <FilledText text={pages.forms.fileFacts} parts={facts} />
          </p>
          <p class="upload-status" data-phases="complete">
            {pages.uploads.complete}
          </p>
          <p class="upload-status" data-phases="removed" hidden>
            {pages.uploads.removed}
          </p>
        </div>
        <p class="upload-actions">
          <button
            type="submit"
            class="secondary outline"
            name={postNames.remove}
            value={id}
            formnovalidate
            data-phases="complete"
          >
            <FilledText text={pages.forms.remove} parts={{ file: <bdi class="visually-hidden">{filename}</bdi> }} />
          </button>
          <button type="button" class="secondary outline" data-action="undo" data-phases="removed" hidden>
            <FilledText text={pages.forms.undo} parts={{ file: <bdi class="visually-hidden">{filename}</bdi> }} />
          </button>
        </p>
      </div>
    </li>
  );
}

/**
 * Renders the row that the script fills in for a file that it sends; inert without the script. Each part shows in its
 * phases only.
 */
export function SendingRow({ field }: { field: string }) {
  const texts = useMessages().pages.forms;
  const facts = {
    file: <bdi class="upload-name" data-filename />,
    type: <bdi data-type />,
    size: <bdi data-size />,
  };
  return (
    <template data-upload-row>
      <li class="upload" tabindex={-1}>
        <input type="hidden" name={field} disabled />
        <div class="upload-body">
          <div class="upload-text">
            <p class="upload-file">
              <FilledText text={texts.fileFacts} parts={facts} />
            </p>
            <progress max="100" data-phases="preparing sending paused checking" />
            <p class="upload-status">
              <span data-status />{' '}
              <a href="/session/new" target="_blank" rel="noopener" data-phases="signed-out">
                {texts.signInInNewTab}
              </a>
            </p>
          </div>
          <p class="upload-actions">
            {actions.map(({ action, text, phases }) => (
              <button type="button" class="secondary outline" data-action={action} data-phases={phases}>
                <FilledText text={texts[text]} parts={{ file: <bdi class="visually-hidden" data-filename /> }} />
              </button>
            ))}
          </p>
        </div>
      </li>
    </template>
  );
}

const actions = [
  { action: 'pause', text: 'pause', phases: 'preparing sending' },
  { action: 'start', text: 'resume', phases: 'paused' },
  { action: 'start', text: 'tryAgain', phases: 'failed signed-out' },
  { action: 'remove', text: 'cancel', phases: 'preparing sending paused checking' },
  { action: 'undo', text: 'undo', phases: 'removed' },
  { action: 'remove', text: 'remove', phases: 'complete failed rejected signed-out' },
] as const;

/** Renders the list of uploads that a reload has interrupted, which the script fills in. */
export function UnfinishedUploads() {
  const texts = useMessages().pages.forms;
  return (
    <ul class="unfinished" data-needs-script hidden>
      <template>
        <li class="notice">
          <span />
          <button type="button" class="secondary outline">
            <FilledText text={texts.discard} parts={{ file: <bdi class="visually-hidden" data-filename /> }} />
          </button>
        </li>
      </template>
    </ul>
  );
}
