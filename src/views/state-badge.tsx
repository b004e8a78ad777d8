import type { Text } from '../messages/text.ts';
import { DeclaredText } from './declared-text.tsx';
import { useMessages } from './language.tsx';

/** A state of a submission, as badges and tabs show it. */
export interface ShownState {
  readonly name: string;
  /** The label of a state that the form declares. */
  readonly label: Text | undefined;
  /** The part that it plays there. */
  readonly part: 'new' | 'open' | 'returned' | 'accepted' | 'declined' | undefined;
}

const looks = {
  new: 'badge badge-accent',
  open: 'badge',
  returned: 'badge badge-caution',
  accepted: 'badge badge-success',
  declined: 'badge badge-failure',
} as const;

/** Renders the state of a submission in a colour that tells its part. */
export function StateBadge({ state }: { state: ShownState }) {
  return (
    <span class={state.part === undefined ? 'badge' : looks[state.part]}>
      <StateName {...state} />
    </span>
  );
}

/** Renders the name of a state, of the form or of submitters. A state that the form has lost has its name in records. */
export function StateName({ name, label }: Pick<ShownState, 'name' | 'label'>) {
  const own: Readonly<Record<string, string>> = useMessages().pages.submissionTable.ownStates;
  if (label !== undefined) return <DeclaredText text={label} />;
  return <bdi>{(Object.hasOwn(own, name) ? own[name] : undefined) ?? name}</bdi>;
}
