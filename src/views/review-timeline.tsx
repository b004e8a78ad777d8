import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';
import { type ShownState, StateBadge } from './state-badge.tsx';
import { Time } from './time.tsx';

/** An event of a history, as a page tells it. */
export interface ShownEvent {
  readonly n: number;
  readonly at: string;
  readonly kind:
    | 'received'
    | 'state'
    | 'assigned'
    | 'unassigned'
    | 'label-added'
    | 'label-removed'
    | 'note'
    | 'withdrawn'
    | 'superseded'
    | 'shared'
    | 'share-revoked'
    | 'unknown';
  /** The kind as the record names it. */
  readonly recordedKind: string;
  /** The name of the user who acted; `undefined` for the app. */
  readonly who: string | undefined;
  readonly from: ShownState | string | undefined;
  readonly to: ShownState | string | undefined;
  /** What a link opens, and until when; `filename` is absent for a whole submission. */
  readonly share?: { readonly filename?: string; readonly expiresAt: string } | undefined;
  readonly note: string | undefined;
  readonly message: string | undefined;
}

/** Renders events of a history, in the order in which they are given. */
export function ReviewTimeline({ events }: { events: readonly ShownEvent[] }) {
  return (
    <ol class="timeline">
      {events.map((event) => (
        <TimelineEvent {...event} />
      ))}
    </ol>
  );
}

function TimelineEvent({ at, kind, recordedKind, who, from, to, share, note, message }: ShownEvent) {
  const texts = useMessages().pages.review;
  const parts = {
    who: <bdi class="timeline-who">{who ?? texts.app}</bdi>,
    from: <EventValue value={from} />,
    to: <EventValue value={share ? (share.filename ?? texts.sharedEverything) : to} />,
    until: share && <Time at={share.expiresAt} />,
    kind: recordedKind,
  };
  return (
    <li class={`timeline-event timeline-${kind}`}>
      <p>
        <FilledText text={texts.events[kind]} parts={parts} />
      </p>
      {note !== undefined && (
        <blockquote class="multiline" dir="auto">
          {note}
        </blockquote>
      )}
      {message !== undefined && (
        <>
          <p class="timeline-addressee">{texts.toSubmitter}</p>
          <blockquote class="multiline timeline-message" dir="auto">
            {message}
          </blockquote>
        </>
      )}
      <p class="quiet timeline-time">
        <Time at={at} />
      </p>
    </li>
  );
}

function EventValue({ value }: { value: ShownState | string | undefined }) {
  if (value === undefined) return null;
  return typeof value === 'string' ? <bdi>{value}</bdi> : <StateBadge state={value} />;
}
