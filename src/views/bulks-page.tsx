import type { ShownBulk } from './bulk-page.tsx';
import { titleOfDecision } from './decision-title.ts';
import { useMessages } from './language.tsx';
import { NextPageLink } from './next-page-link.tsx';
import { Time } from './time.tsx';

interface BulksPageProps {
  readonly bulks: readonly ShownBulk[];
  readonly submissionsPath: string;
  readonly nextPath: string | null;
}

/** Renders the decisions about many submissions of a form, newest first. */
export function BulksPage({ bulks, submissionsPath, nextPath }: BulksPageProps) {
  const texts = useMessages().pages.decisions;
  return (
    <>
      <h1>{texts.recent}</h1>
      {bulks.length === 0 ? (
        <p class="empty">{texts.none}</p>
      ) : (
        <ul class="records">
          {bulks.map((bulk) => (
            <BulkLine {...bulk} />
          ))}
        </ul>
      )}
      <NextPageLink path={nextPath} text={texts.older} />
      <p>
        <a href={submissionsPath}>{texts.back}</a>
      </p>
    </>
  );
}

function BulkLine({ path, decision, isUndo, actor, startedAt, phase, total }: ShownBulk) {
  const messages = useMessages();
  const texts = messages.pages.decisions;
  return (
    <li>
      <span class="record-main">
        <a href={path}>{titleOfDecision(decision, isUndo, messages)}</a>
        <span class="record-facts facts">
          {total !== undefined && <span>{texts.submissions({ count: total })}</span>}
          <span>
            <bdi>{actor}</bdi>
          </span>
          <span>{texts.phases[phase]}</span>
        </span>
      </span>
      <Time at={startedAt} />
    </li>
  );
}
