import { CopyField } from './copy-field.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { QrCode } from './qr-code.tsx';
import { Time } from './time.tsx';

/** A link that was just made, with its secret. */
export interface MadeShareProps {
  readonly url: string;
  /** The command that fetches it in a terminal. */
  readonly command: string;
  /** The name of its file; `undefined` for the whole submission. */
  readonly filename: string | undefined;
  readonly files: number;
  readonly expiresAt: string;
  readonly hasPassword: boolean;
}

/** Renders a new link: to copy, to scan, as a command, and what its reader sees. The app shows it only once. */
export function MadeShare({ url, command, filename, files, expiresAt, hasPassword }: MadeShareProps) {
  const texts = useMessages().pages.links;
  const hint = files === 1 ? texts.commandHint : texts.commandHintOfSeveral;
  const what = <bdi>{filename ?? withinSentence(texts.everything({ count: files }))}</bdi>;
  return (
    <section class="notice notice-success made-share" aria-labelledby="made-share-heading" tabindex={-1} autofocus>
      <h2 id="made-share-heading">{texts.madeTitle}</h2>
      <CopyField id="made-share" label={texts.link} value={url} hint={texts.madeHint} />
      <p>
        <FilledText text={texts.madeFacts} parts={{ what, time: <Time at={expiresAt} /> }} />{' '}
        {hasPassword ? texts.readerSeesPassword : texts.readerSees}
      </p>
      <figure class="qr-figure">
        <QrCode text={url} label={texts.qrCode} />
        <figcaption class="hint">{texts.qrHint}</figcaption>
      </figure>
      <details class="quiet-details">
        <summary>{texts.command}</summary>
        <CopyField
          id="made-share-command"
          label={texts.commandLabel}
          value={command}
          hint={hasPassword ? `${hint} ${texts.commandPassword}` : hint}
        />
      </details>
    </section>
  );
}

/** Returns a text for the middle of a sentence, where its first word has a small letter in each language. */
function withinSentence(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
