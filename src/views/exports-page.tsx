import { AccountNavigation } from './account-navigation.tsx';
import { ConfirmedAction } from './confirmed-action.tsx';
import type { ShownExport } from './export-page.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { NextPageLink } from './next-page-link.tsx';
import { SuccessNotice } from './success-notice.tsx';
import { Time } from './time.tsx';

interface ExportsPageProps {
  readonly exports: readonly ShownExport[];
  readonly nextPath: string | null;
  /** True after an export was removed. */
  readonly isRemoved: boolean;
}

/** Renders the user's own exports, newest first. */
export function ExportsPage({ exports, nextPath, isRemoved }: ExportsPageProps) {
  const texts = useMessages().pages.exports;
  return (
    <>
      <h1>{texts.title}</h1>
      <AccountNavigation path="/exports" />
      {isRemoved && <SuccessNotice text={texts.removed} />}
      <p>{texts.introduction}</p>
      {exports.length === 0 ? (
        <p class="empty">{texts.none}</p>
      ) : (
        <ul class="records">
          {exports.map((shown) => (
            <ExportLine {...shown} />
          ))}
        </ul>
      )}
      <NextPageLink path={nextPath} text={texts.older} />
    </>
  );
}

function ExportLine({ id, name, kind, state, progress: { totalBytes }, expiresAt }: ShownExport) {
  const { formats, pages } = useMessages();
  const texts = pages.exports;
  return (
    <li>
      <span class="record-main">
        <span class="record-title">
          <a href={`/exports/${id}`}>
            <bdi>{name}</bdi>
          </a>
          <span class="badge">{texts.states[state]}</span>
        </span>
        <span class="record-facts facts">
          <span>{texts.kinds[kind]}</span>
          {totalBytes !== null && <span class="size">{formats.bytes(totalBytes)}</span>}
          <span>
            <FilledText text={pages.account.expires} parts={{ time: <Time at={expiresAt} /> }} />
          </span>
        </span>
      </span>
      <ConfirmedAction
        action={`/exports/${id}/delete`}
        text={texts.remove}
        label={texts.removeOf({ name })}
        question={texts.removeQuestion}
        confirm={texts.confirmRemove}
      />
    </li>
  );
}
