import type { Form } from '../forms/define-form.ts';
import type { ReviewEvent } from '../records/review-record.ts';
import { shownState } from './shown-state.ts';

/** The kinds of events that pages tell in words of their own. */
const toldKinds = [
  'received',
  'state',
  'label-added',
  'label-removed',
  'note',
  'withdrawn',
  'superseded',
  'shared',
  'share-revoked',
] as const;

/** Returns an event as pages tell it. The hash of the first event and the ids of users are for programs. */
export function shownEvent(form: Form | undefined, event: ReviewEvent) {
  const { n, at, kind, actor, note, message } = event;
  const state = (name: unknown) => (typeof name === 'string' ? (form ? shownState(form, name) : name) : undefined);
  const [from, to] =
    kind === 'state'
      ? [state(event.from), state(event.to)]
      : kind === 'received' || kind === 'superseded' || kind === 'withdrawn'
        ? []
        : [nameIn(event.from), nameIn(event.to)];
  const share = kind === 'shared' || kind === 'share-revoked' ? sharedIn(event.to) : undefined;
  return { n, at, kind: toldKind(event), recordedKind: kind, who: actor?.username, from, to, share, note, message };
}

function toldKind({ kind, to }: ReviewEvent): (typeof toldKinds)[number] | 'assigned' | 'unassigned' | 'unknown' {
  if (kind === 'assignee') return to === null || to === undefined ? 'unassigned' : 'assigned';
  return toldKinds.find((each) => each === kind) ?? 'unknown';
}

/** Returns a label, or the name of a user. */
function nameIn(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || !('username' in value)) return undefined;
  return String(value.username);
}

/** Returns what a link of an event opens, and until when. */
function sharedIn(value: unknown): { readonly filename?: string; readonly expiresAt: string } | undefined {
  if (typeof value !== 'object' || value === null || !('expiresAt' in value)) return undefined;
  const filename = 'filename' in value && typeof value.filename === 'string' ? { filename: value.filename } : {};
  return { ...filename, expiresAt: String(value.expiresAt) };
}
