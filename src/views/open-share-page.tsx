import type { Text } from '../messages/text.ts';
import type { Problem } from '../problems/problem.ts';
import { AccountScript } from './account-script.tsx';
import { DeclaredText } from './declared-text.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages, useProblemText } from './language.tsx';
import { PasswordInput } from './password-input.tsx';
import { Time } from './time.tsx';

/** A file behind a link, as its page shows it. */
export interface ShownSharedFile {
  readonly id: string;
  readonly filename: string;
  readonly size: number;
  readonly isOpen: boolean;
  readonly state: string;
}

interface OpenSharePageProps {
  readonly path: string;
  /** Sent with the button, so that a double click counts once. */
  readonly pageKey: string;
  /** True once the person has opened the link: its files are then ordinary links. */
  readonly hasPass: boolean;
  readonly sender: string;
  readonly title: Text;
  readonly expiresAt: string;
  readonly usesLeft: number | undefined;
  readonly files: readonly ShownSharedFile[];
}

/** Renders the files behind a link, for people without an account. */
export function OpenSharePage({ sender, title, files, expiresAt, usesLeft, ...page }: OpenSharePageProps) {
  const texts = useMessages().pages.openShare;
  const count = texts.files({ count: files.length });
  return (
    <article class="sign-in">
      <h1>{texts.title}</h1>
      <p>
        <FilledText text={texts.sharedBy} parts={{ sender: <bdi>{sender}</bdi>, count }} />
      </p>
      <ul class="shared-files">
        {files.map((file) => (
          <li>
            <SharedFileRow file={file} {...page} />
          </li>
        ))}
      </ul>
      <p>
        <small>
          <FilledText text={texts.fromForm} parts={{ form: <DeclaredText text={title} /> }} />
          {'. '}
          <FilledText text={texts.worksUntil} parts={{ time: <Time at={expiresAt} /> }} />
          {'. '}
          {usesLeft !== undefined && !page.hasPass && `${texts.usesLeft({ count: usesLeft })}. ${texts.pause}`}
        </small>
      </p>
    </article>
  );
}

type RowProps = Pick<OpenSharePageProps, 'path' | 'pageKey' | 'hasPass'> & { readonly file: ShownSharedFile };

function SharedFileRow({ file: { id, filename, size, isOpen, state }, path, pageKey, hasPass }: RowProps) {
  const { formats, pages } = useMessages();
  const texts = pages.openShare;
  const facts = (
    <p>
      <bdi>{filename}</bdi> <small>{formats.bytes(size)}</small>
    </p>
  );
  if (!isOpen) {
    const why = state === 'waiting' || state === 'infected' ? texts[state] : texts.unchecked;
    return (
      <>
        {facts}
        <p>{why}.</p>
      </>
    );
  }
  const label = texts.downloadOf({ filename });
  if (hasPass)
    return (
      <>
        {facts}
        <a class="button" href={`${path}/files/${id}`} aria-label={label}>
          {texts.download}
        </a>
      </>
    );
  return (
    <form method="post" action={path}>
      {facts}
      <input type="hidden" name="key" value={pageKey} />
      <button type="submit" name="file" value={id} aria-label={label}>
        {texts.download}
      </button>
    </form>
  );
}

/** Renders the page of a link with a password: the field for it, and nothing about the files. */
export function LockedSharePage({ path, pageKey, failure }: LockedSharePageProps) {
  const texts = useMessages().pages.openShare;
  const isWrong = (useProblemText(failure)?.errors.length ?? 0) > 0;
  return (
    <>
      <article class="sign-in">
        <h1>{texts.locked}</h1>
        <p>{texts.lockedHint}</p>
        <ErrorSummary problem={failure} labels={{ password: texts.password }} />
        <form method="post" action={path}>
          <input type="hidden" name="key" value={pageKey} />
          <label for="password">{texts.password}</label>
          <PasswordInput
            attributes={{
              id: 'password',
              name: 'password',
              required: true,
              autocomplete: 'current-password',
              'aria-invalid': isWrong ? 'true' : undefined,
            }}
          />
          <button type="submit">{texts.open}</button>
        </form>
      </article>
      <AccountScript />
    </>
  );
}

interface LockedSharePageProps {
  readonly path: string;
  readonly pageKey: string;
  readonly failure?: Problem | undefined;
}
