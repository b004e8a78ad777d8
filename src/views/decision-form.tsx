import type { Child } from 'hono/jsx';
import type { Problem } from '../problems/problem.ts';
import { useProblemText } from './language.tsx';
import type { ShownState } from './state-badge.tsx';

/** The decision that a reviewer has sent and that was refused, with what they typed. */
export interface RefusedDecision {
  readonly kind: string;
  readonly problem: Problem;
  readonly typed: Readonly<Record<string, string>>;
}

export interface ReviewPanelProps {
  /** The address to which decisions are posted. */
  readonly action: string;
  /** The query that keeps the place in the table, with its question mark; empty without a place. */
  readonly placeQuery: string;
  /** The version of the review that the page shows. */
  readonly version: number;
  readonly state: string;
  /** The states of the form; none when the review is closed. */
  readonly states: readonly ShownState[];
  readonly assignee: { readonly username: string; readonly isReader: boolean } | undefined;
  readonly labels: readonly string[];
  readonly refused: RefusedDecision | undefined;
}

interface DecisionFormProps {
  readonly panel: Pick<ReviewPanelProps, 'action' | 'version' | 'refused'>;
  readonly kind: string;
  /** True for a form of one button, which has no place for a problem. */
  readonly isQuiet?: boolean;
  readonly children: Child;
}

/** Renders the form of one decision, with the problem for which it was refused, which has the focus. */
export function DecisionForm({
  panel: { action, version, refused },
  kind,
  isQuiet = false,
  children,
}: DecisionFormProps) {
  const text = useProblemText(!isQuiet && refused?.kind === kind ? refused.problem : undefined);
  return (
    <form method="post" action={action}>
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="kind" value={kind} />
      {text && (
        <p class="field-error" role="alert" tabindex={-1} autofocus>
          {text.errors.length > 0 ? text.errors.map(({ message }) => message).join(' ') : text.detail}
        </p>
      )}
      {children}
    </form>
  );
}

/** Returns what was typed into the form of a decision that was refused. */
export function typedFor(refused: RefusedDecision | undefined, kind: string): Readonly<Record<string, string>> {
  return refused?.kind === kind ? refused.typed : {};
}
