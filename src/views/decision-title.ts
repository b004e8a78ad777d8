import type { Messages } from '../messages/messages.ts';
import { type Text, textIn } from '../messages/text.ts';

/** A decision about many submissions, as its title names it. */
export type TitledDecision =
  | { readonly kind: 'state'; readonly state: Text }
  | { readonly kind: 'assignee'; readonly assignee: { readonly username: string } | null }
  | { readonly kind: 'label-added' | 'label-removed'; readonly label: string }
  | { readonly kind: 'note' };

/** Returns the words for a decision, such as "Set the state “Accepted”". */
export function titleOfDecision(
  decision: TitledDecision,
  isUndo: boolean,
  { pages, language }: Pick<Messages, 'pages' | 'language'>,
): string {
  const { what } = pages.decisions;
  const title = wordsFor(decision, what, language);
  return isUndo ? what.undo({ what: title }) : title;
}

function wordsFor(
  decision: TitledDecision,
  what: Messages['pages']['decisions']['what'],
  language: Messages['language'],
): string {
  switch (decision.kind) {
    case 'state':
      return what.state({ state: textIn(decision.state, language) });
    case 'assignee':
      return decision.assignee ? what.assignee({ name: decision.assignee.username }) : what.noAssignee;
    case 'label-added':
      return what.labelAdded({ label: decision.label });
    case 'label-removed':
      return what.labelRemoved({ label: decision.label });
    case 'note':
      return what.note;
  }
}
