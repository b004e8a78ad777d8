import type { Message } from '../messages/message.ts';
import { sentenceOf } from '../messages/sentence.ts';
import { ConfirmedAction } from './confirmed-action.tsx';
import { type TitledDecision, titleOfDecision } from './decision-title.ts';
import { FilledText } from './filled-text.tsx';
import { type Condition, PastConditions } from './filter-conditions.tsx';
import { useMessages } from './language.tsx';
import { NextPageLink } from './next-page-link.tsx';
import { SuccessNotice } from './success-notice.tsx';
import { Time } from './time.tsx';

/** A decision about many submissions, as its page shows it. */
export interface ShownBulk {
  readonly path: string;
  readonly decision: TitledDecision;
  readonly isUndo: boolean;
  readonly actor: string;
  readonly startedAt: string;
  readonly phase: 'listing' | 'waiting' | 'running' | 'done' | 'stopped' | 'cancelled' | 'refused';
  readonly total: number | undefined;
  readonly done: number;
  readonly unchanged: number;
  readonly failed: number;
  readonly reason: Message | undefined;
}

interface BulkPageProps {
  readonly bulk: ShownBulk;
  /** The path of the submissions that the filter finds now, or of all of the form. */
  readonly submissionsPath: string;
  readonly isFilter: boolean;
  readonly conditions: readonly Condition[];
  /** True for a reader who may decide, and may therefore begin, stop and undo. */
  readonly mayAct: boolean;
  readonly canUndo: boolean;
  readonly undoesPath: string | undefined;
  readonly undonePath: string | undefined;
  readonly failures: readonly { readonly id: string; readonly number: number | undefined; readonly reason: Message }[];
  readonly moreFailuresPath: string | undefined;
}

/** Renders a decision about many submissions: the question before it, its progress, and its result. */
export function BulkPage(page: BulkPageProps) {
  const { bulk, submissionsPath, isFilter, conditions, undoesPath, undonePath, failures, moreFailuresPath } = page;
  const messages = useMessages();
  const texts = messages.pages.decisions;
  const what = titleOfDecision(bulk.decision, bulk.isUndo, messages);
  const submissions = texts.submissions({ count: bulk.total ?? 0 });
  return (
    <>
      <h1>{bulk.phase === 'waiting' ? texts.question({ submissions, what }) : what}</h1>
      <p class="quiet">
        <FilledText text={texts.by} parts={{ name: <bdi>{bulk.actor}</bdi>, time: <Time at={bulk.startedAt} /> }} />
      </p>
      <PastConditions conditions={conditions} />
      <Standing bulk={bulk} />
      {undoesPath && <LinkedSentence sentence={texts.undoes} path={undoesPath} />}
      {undonePath && <LinkedSentence sentence={texts.undone} path={undonePath} />}
      <Actions {...page} what={what} />
      {failures.length > 0 && (
        <section aria-labelledby="failures-heading">
          <h2 id="failures-heading">{texts.failures}</h2>
          <ul class="records">
            {failures.map(({ id, number, reason }) => (
              <li>
                <span class="record-main">
                  <a href={`/submissions/${id}`}>
                    {number === undefined ? texts.unknownSubmission : texts.submission({ number })}
                  </a>
                  <span class="record-facts">{sentenceOf(reason, messages)}</span>
                </span>
              </li>
            ))}
          </ul>
          <NextPageLink path={moreFailuresPath} text={texts.moreFailures} />
        </section>
      )}
      <p class="bulk-links">
        <a href={submissionsPath}>{isFilter ? texts.shown : texts.back}</a>
      </p>
    </>
  );
}

/** Renders how far the decision is, in a sentence and in numbers. */
function Standing({ bulk }: { bulk: ShownBulk }) {
  const messages = useMessages();
  const texts = messages.pages.decisions;
  const { phase, reason, total, done, unchanged, failed } = bulk;
  const sentence = phase === 'refused' ? undefined : texts[phase];
  const said = reason && sentenceOf(reason, messages);
  const ended = done + unchanged + failed;
  return (
    <>
      {phase === 'done' && <SuccessNotice text={texts.done} />}
      {said && <p class="notice notice-caution">{said}</p>}
      {phase !== 'done' && !said && <p>{sentence}</p>}
      {phase === 'listing' && <progress aria-label={texts.phases.listing} />}
      {phase === 'running' && total !== undefined && (
        <p class="bulk-progress">
          <progress value={ended} max={total} aria-label={texts.phases.running} />
          <span>{texts.doneOf({ ended, total })}</span>
        </p>
      )}
      {total !== undefined && (phase === 'running' || phase === 'done' || phase === 'stopped') && (
        <dl class="card">
          <Figure label={texts.changed} count={done} />
          {unchanged > 0 && <Figure label={texts.unchanged} count={unchanged} />}
          {failed > 0 && <Figure label={texts.failed} count={failed} />}
          {total > ended && <Figure label={texts.left} count={total - ended} />}
        </dl>
      )}
    </>
  );
}

function Figure({ label, count }: { label: string; count: number }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{useMessages().formats.number(count)}</dd>
    </>
  );
}

function LinkedSentence({ sentence, path }: { sentence: string; path: string }) {
  return (
    <p>
      {sentence} <a href={path}>{useMessages().pages.decisions.show}</a>
    </p>
  );
}

/** Renders what a person can do with the decision as it stands. */
function Actions({ bulk, mayAct, canUndo, what }: BulkPageProps & { what: string }) {
  const texts = useMessages().pages.decisions;
  const { path, phase } = bulk;
  if (!mayAct) return null;
  if (phase === 'waiting')
    return (
      <div class="actions">
        <form method="post" action={`${path}/start`}>
          <button type="submit">{what}</button>
        </form>
        <form method="post" action={`${path}/stop`}>
          <button type="submit" class="secondary">
            {texts.cancel}
          </button>
        </form>
      </div>
    );
  if (phase === 'listing' || phase === 'running')
    return (
      <form method="post" action={`${path}/stop`}>
        <button type="submit" class="secondary">
          {phase === 'listing' ? texts.cancel : texts.stop}
        </button>
      </form>
    );
  if (!canUndo) return null;
  return (
    <ConfirmedAction
      action={`${path}/undo`}
      text={texts.undo}
      question={texts.undoQuestion}
      confirm={texts.undo}
      label={`${texts.undo}: ${what}`}
    />
  );
}
