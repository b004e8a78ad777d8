import type { Message } from '../messages/message.ts';
import { sentenceOf } from '../messages/sentence.ts';
import type { Text } from '../messages/text.ts';
import { ConfirmedAction } from './confirmed-action.tsx';
import { DeclaredText } from './declared-text.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { Time } from './time.tsx';

/** An export, as its page and the list show it. */
export interface ShownExport {
  readonly id: string;
  readonly name: string;
  readonly kind: 'zip' | 'csv' | 'jsonl';
  readonly state: 'planning' | 'building' | 'ready' | 'failed';
  readonly counts: { readonly submissions: number; readonly files: number; readonly missing: number };
  readonly progress: {
    readonly doneBytes: number;
    readonly totalBytes: number | null;
    readonly secondsLeft: number | null;
  };
  readonly expiresAt: string;
  /** The title of the form; `undefined` for a single submission. */
  readonly title: Text | undefined;
  /** The address of what is exported. */
  readonly sourcePath: string;
  readonly volumes: readonly { readonly filename: string; readonly size: number; readonly path: string }[];
  readonly error: Message | undefined;
}

/** Renders an export: how far it is, and then its files. */
export function ExportPage(shown: ShownExport) {
  const { id, name, kind, state, title, sourcePath } = shown;
  const texts = useMessages().pages.exports;
  return (
    <>
      <h1>
        <FilledText text={texts.titleOf({ name: '{name}' })} parts={{ name: <bdi>{name}</bdi> }} />
      </h1>
      <p class="quiet">
        {texts.kinds[kind]}
        {' · '}
        <a href={sourcePath}>{title === undefined ? texts.source : <DeclaredText text={title} />}</a>
      </p>
      {state === 'ready' && <Volumes {...shown} />}
      {state === 'failed' && <Failure {...shown} />}
      {(state === 'planning' || state === 'building') && <Progress {...shown} />}
      <Figures {...shown} />
      <div class="actions">
        <ConfirmedAction
          action={`/exports/${id}/delete`}
          text={texts.remove}
          question={texts.removeQuestion}
          confirm={texts.confirmRemove}
        />
        <a href="/exports">{texts.all}</a>
      </div>
    </>
  );
}

/** Renders the files to download. */
function Volumes({ volumes, expiresAt }: ShownExport) {
  const { formats, pages } = useMessages();
  const texts = pages.exports;
  return (
    <div class="notice notice-success" role="status">
      <p>
        <FilledText text={texts.readyUntil} parts={{ time: <Time at={expiresAt} /> }} />
      </p>
      {volumes.map(({ filename, size, path }) => (
        <p class="actions">
          <a class="button" href={path}>
            <FilledText text={texts.download} parts={{ file: <bdi>{filename}</bdi> }} />
          </a>
          <span class="size">{formats.bytes(size)}</span>
        </p>
      ))}
    </div>
  );
}

function Failure({ error }: ShownExport) {
  const messages = useMessages();
  return (
    <p class="notice notice-failure" role="alert">
      {error && sentenceOf(error, messages)}
    </p>
  );
}

/** Renders how far the export is. The page comes anew by itself. */
function Progress({ state, progress: { doneBytes, totalBytes, secondsLeft } }: ShownExport) {
  const { formats, pages } = useMessages();
  const texts = pages.exports;
  const label = texts.states[state];
  return (
    <>
      <p class="bulk-progress">
        {totalBytes === null ? (
          <progress aria-label={label} />
        ) : (
          <progress value={doneBytes} max={totalBytes} aria-label={label} />
        )}
        <span>{label}</span>
      </p>
      <p class="facts">
        {totalBytes !== null && (
          <span>{texts.progress({ done: formats.bytes(doneBytes), total: formats.bytes(totalBytes) })}</span>
        )}
        {totalBytes === null && doneBytes > 0 && <span>{texts.progressSoFar({ done: formats.bytes(doneBytes) })}</span>}
        {secondsLeft !== null && <span>{timeLeft(secondsLeft, texts)}</span>}
      </p>
      <p class="quiet">{texts.refreshes}</p>
    </>
  );
}

type Texts = ReturnType<typeof useMessages>['pages']['exports'];

function timeLeft(seconds: number, texts: Texts): string {
  return seconds < 90 ? texts.secondsLeft({ count: seconds }) : texts.minutesLeft({ count: Math.round(seconds / 60) });
}

/** Renders what is in the export. */
function Figures({ kind, counts: { submissions, files, missing } }: ShownExport) {
  const texts = useMessages().pages.exports;
  return (
    <>
      <p class="facts">
        <span>{texts.submissions({ count: submissions })}</span>
        {kind === 'zip' && <span>{texts.files({ count: files })}</span>}
      </p>
      {missing > 0 && <p class="notice notice-caution">{texts.filesMissing({ count: missing })}</p>}
    </>
  );
}
