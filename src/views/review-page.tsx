import type { Text } from '../messages/text.ts';
import type { ReviewPanelProps } from './decision-form.tsx';
import { useText } from './declared-text.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { LeftOut } from './left-out.tsx';
import { RefusedRelease } from './release-form.tsx';
import { ReviewPanel } from './review-panel.tsx';
import { ReviewTimeline, type ShownEvent } from './review-timeline.tsx';
import { ShareLink, type Sharing } from './share-link.tsx';
import { type ShownState, StateBadge } from './state-badge.tsx';
import { SubmissionContent, type SubmissionContentProps } from './submission-content.tsx';
import { SubmissionFacts } from './submission-facts.tsx';
import { type Progress, SubmitterProgress, Versions } from './submitter-progress.tsx';
import { SuccessNotice } from './success-notice.tsx';

/** The submissions before and behind one in the table, and the table itself. */
export interface Neighbours {
  readonly tablePath: string;
  readonly previousPath: string | undefined;
  readonly nextPath: string | undefined;
}

export interface ReviewPageProps extends Pick<SubmissionContentProps, 'fields' | 'files'> {
  readonly id: string;
  readonly number: number;
  readonly reference: string;
  readonly formTitle: Text;
  readonly submittedAt: string;
  /** The time until which the form keeps it; `undefined` without an end. */
  readonly keptUntil?: string | undefined;
  /** The address at which the reader may delete it. */
  readonly deletionPath?: string | undefined;
  readonly sharing?: Sharing | undefined;
  /** The submitter's name; `undefined` for the reader's own submission. */
  readonly submitter: string | undefined;
  readonly notKept: readonly Text[];
  /** Its state; `undefined` for a form that is no longer declared. */
  readonly state: ShownState | undefined;
  /** What its submitter can do, where the reader is the submitter too. */
  readonly progress: Progress | undefined;
  readonly versions: Pick<Progress, 'earlierPath' | 'newerPath'>;
  readonly assignee: string | undefined;
  readonly labels: readonly string[];
  /** What the reader can do; `undefined` for those who may only read. */
  readonly panel: ReviewPanelProps | undefined;
  /** The latest events, the newest first. */
  readonly events: readonly ShownEvent[];
  readonly hasOlderEvents: boolean;
  /** The events since the version about which the reader decided, after a conflict. */
  readonly changes: readonly ShownEvent[];
  readonly neighbours: Neighbours | undefined;
  readonly isSaved: boolean;
  /** The path of the script for the keys. */
  readonly scriptPath: string;
}

/** Renders a submission for reviewers: its content and files, how far its review is, and what they can do. */
export function ReviewPage(page: ReviewPageProps) {
  const { id, number, state, panel, neighbours, changes } = page;
  const formTitle = useText(page.formTitle);
  const { review: texts, submissions, deletion } = useMessages().pages;
  return (
    <div class="wide review">
      {neighbours && <NeighbourLinks {...neighbours} />}
      <header class="page-header">
        <h1>{submissions.receiptTitle({ formTitle: formTitle.text, number })}</h1>
        {state && <StateBadge state={state} />}
      </header>
      {page.isSaved && <SuccessNotice text={texts.saved} />}
      <RefusedRelease refused={panel?.refused} files={page.files} />
      {panel?.refused && changes.length > 0 && <ChangedMeanwhile changes={changes} />}
      {page.progress ? <SubmitterProgress {...page.progress} /> : <Versions {...page.versions} />}
      <LeftOut sentence={submissions.notKept} labels={page.notKept} />
      <div class="review-columns">
        <div class="review-content">
          <article>
            <dl>
              <SubmissionFacts {...page} />
              <SubmissionContent fields={page.fields} files={page.files} hasPreviews releasing={panel} />
            </dl>
          </article>
          {page.sharing && (
            <p class="actions">
              <ShareLink {...page.sharing} />
            </p>
          )}
        </div>
        {panel ? <ReviewPanel {...panel} /> : <ReadOnlyPanel {...page} />}
        <section class="review-history" aria-labelledby="history-heading">
          <h2 id="history-heading">{texts.history}</h2>
          <ReviewTimeline events={page.events} />
          {page.hasOlderEvents && <p class="quiet">{texts.olderEvents}</p>}
          <p>
            <a href={`/submissions/${id}/events?format=jsonl`}>{texts.downloadHistory}</a>
          </p>
          {page.deletionPath && (
            <p>
              <a href={page.deletionPath}>{deletion.ask}</a>
            </p>
          )}
        </section>
      </div>
      {neighbours && panel && (
        <p class="review-keys" data-keys hidden>
          <FilledText text={texts.keys} parts={{ next: <kbd>j</kbd>, previous: <kbd>k</kbd>, decide: <kbd>a</kbd> }} />
        </p>
      )}
      <script type="module" src={page.scriptPath} />
    </div>
  );
}

function NeighbourLinks({ tablePath, previousPath, nextPath }: Neighbours) {
  const texts = useMessages().pages.review;
  return (
    <nav class="review-neighbours" aria-label={texts.neighbours}>
      <a href={tablePath}>{texts.table}</a>
      <span class="actions">
        {previousPath && (
          <a href={previousPath} rel="prev" data-key="k">
            {texts.previous}
          </a>
        )}
        {nextPath && (
          <a href={nextPath} rel="next" data-key="j">
            {texts.next}
          </a>
        )}
      </span>
    </nav>
  );
}

function ChangedMeanwhile({ changes }: { changes: readonly ShownEvent[] }) {
  const texts = useMessages().pages.review;
  return (
    <section class="notice notice-caution" role="alert" tabindex={-1} autofocus aria-labelledby="changed-heading">
      <h2 id="changed-heading">{texts.changedTitle}</h2>
      <p>{texts.changedHint}</p>
      <ReviewTimeline events={changes} />
    </section>
  );
}

function ReadOnlyPanel({ assignee, labels }: ReviewPageProps) {
  const texts = useMessages().pages.review;
  return (
    <div class="review-panel">
      <section class="card" aria-label={texts.decision}>
        <dl class="review-facts">
          <dt>{texts.assignee}</dt>
          <dd>{assignee === undefined ? texts.unassigned : <bdi>{assignee}</bdi>}</dd>
          <dt>{texts.labels}</dt>
          <dd>
            {labels.length === 0
              ? texts.noLabels
              : labels.map((label) => (
                  <span class="badge">
                    <bdi>{label}</bdi>
                  </span>
                ))}
          </dd>
        </dl>
        <p class="quiet">{texts.readOnly}</p>
      </section>
    </div>
  );
}
