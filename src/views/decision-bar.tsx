import type { Text } from '../messages/text.ts';
import { useText } from './declared-text.tsx';
import { useMessages } from './language.tsx';

interface DecisionBarProps {
  readonly states: readonly { readonly name: string; readonly label: Text; readonly part: string }[];
  /** The query of the table. */
  readonly query: string;
  /** The number of submissions that match it, where a counter knows it. */
  readonly total: number | undefined;
  /** The path of the decisions about many submissions. */
  readonly decisionsPath: string;
}

/**
 * Renders what can be decided about the chosen rows of the table, or about all that match its filter. Each button sends
 * one decision, with the input beside it.
 */
export function DecisionBar({ states, query, total, decisionsPath }: DecisionBarProps) {
  const texts = useMessages().pages.decisions;
  const { bar } = texts;
  // Nothing is set back to new as a rule.
  const usual = states.find(({ part }) => part !== 'new')?.name;
  const submissions = total === undefined ? undefined : texts.submissions({ count: total });
  return (
    <fieldset class="decision-bar">
      <legend class="visually-hidden">{bar.title}</legend>
      <input type="hidden" name="filter" value={query} />
      <label class="decision-all">
        <input type="checkbox" name="all" value="1" />
        {submissions === undefined ? bar.all : bar.allOf({ submissions })}
      </label>
      <span class="decision-pair">
        <select name="state" aria-label={bar.state}>
          {states.map((state) => (
            <StateOption {...state} isSelected={state.name === usual} />
          ))}
        </select>
        <button type="submit" name="kind" value="state" class="small">
          {bar.setState}
        </button>
      </span>
      <details>
        <summary>{bar.more}</summary>
        <div class="decision-words">
          <div>
            <label for="decision-message">
              {texts.message} <span class="optional">{bar.messageFor}</span>
            </label>
            <textarea id="decision-message" name="message" rows={2} />
          </div>
          <div>
            <label for="decision-note">
              {texts.note} <span class="optional">{texts.noteHint}</span>
            </label>
            <textarea id="decision-note" name="note" rows={2} />
          </div>
        </div>
        <div class="decision-pairs">
          <span class="decision-pair">
            <input
              type="text"
              name="assignee"
              aria-label={texts.assignee}
              placeholder={bar.assigneeExample}
              autocomplete="off"
            />
            <button type="submit" name="kind" value="assignee" class="small secondary">
              {bar.assign}
            </button>
          </span>
          <span class="decision-pair">
            <input type="text" name="label" aria-label={texts.label} placeholder={texts.label} autocomplete="off" />
            <button type="submit" name="kind" value="label-added" class="small secondary">
              {bar.addLabel}
            </button>
            <button type="submit" name="kind" value="label-removed" class="small secondary">
              {bar.removeLabel}
            </button>
          </span>
        </div>
        <p>
          <a href={decisionsPath}>{texts.recent}</a>
        </p>
      </details>
    </fieldset>
  );
}

function StateOption({ name, label, isSelected }: { name: string; label: Text; isSelected: boolean }) {
  const { text, lang } = useText(label);
  return (
    <option value={name} lang={lang} selected={isSelected}>
      {text}
    </option>
  );
}
