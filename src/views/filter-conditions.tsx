import type { Text } from '../messages/text.ts';
import { useText } from './declared-text.tsx';
import { FilledText } from './filled-text.tsx';
import { useMessages } from './language.tsx';

/** A condition in use, and the address of the table without it. */
export interface Condition {
  readonly name: string;
  /** The label of a field; all other conditions are named by the page. */
  readonly label: Text | undefined;
  readonly value: Text;
  readonly path: string;
}

interface FilterConditionsProps {
  readonly conditions: readonly Condition[];
  readonly clearPath: string;
}

/** Renders the conditions in use, each a link that takes it out, and a link that takes out all. */
export function FilterConditions({ conditions, clearPath }: FilterConditionsProps) {
  const texts = useMessages().pages.submissionTable;
  if (conditions.length === 0) return null;
  return (
    <div class="filter-conditions">
      <span id="conditions">{texts.inUse}</span>
      <ul aria-labelledby="conditions">
        {conditions.map((condition) => (
          <li>
            <ConditionLink {...condition} />
          </li>
        ))}
      </ul>
      <a href={clearPath}>{texts.clear}</a>
    </div>
  );
}

/** Renders the conditions of a decision that was made, as they were. */
export function PastConditions({ conditions }: { conditions: readonly Condition[] }) {
  const texts = useMessages().pages.submissionTable;
  if (conditions.length === 0) return null;
  return (
    <p>
      {texts.inUse}{' '}
      {conditions.map((condition, at) => (
        <>
          {at > 0 && ' · '}
          <PastCondition {...condition} />
        </>
      ))}
    </p>
  );
}

function PastCondition(condition: Condition) {
  const texts = useMessages().pages.submissionTable;
  return <bdi>{texts.condition({ label: useLabel(condition), value: useValue(condition) })}</bdi>;
}

function ConditionLink(condition: Condition) {
  const texts = useMessages().pages.submissionTable;
  const label = useLabel(condition);
  const value = useValue(condition);
  return (
    <a
      class="condition"
      href={condition.path}
      aria-label={texts.leaveOut({ condition: texts.condition({ label, value }) })}
    >
      <FilledText
        text={texts.condition({ label: '{label}', value: '{value}' })}
        parts={{ label: <bdi>{label}</bdi>, value: <strong>{<bdi>{value}</bdi>}</strong> }}
      />
      <span aria-hidden="true">×</span>
    </a>
  );
}

/** Returns the name of a parameter as the page says it. */
export function useLabel({ name, label }: Pick<Condition, 'name' | 'label'>): string {
  const texts = useMessages().pages.submissionTable;
  const named: Readonly<Record<string, string>> = {
    ...{ q: texts.search, state: texts.state, assignee: texts.assignee, label: texts.label },
    ...{ submitter: texts.submitter, from: texts.from, to: texts.to },
  };
  return label === undefined ? (named[name] ?? name) : useText(label).text;
}

function useValue({ name, label, value }: Condition): string {
  const { submissionTable: texts, submissions } = useMessages().pages;
  const words: Readonly<Record<string, string>> = {
    ...(name === 'assignee' && { me: texts.me, none: texts.unassigned }),
    ...(name === 'state' && texts.ownStates),
    ...(label !== undefined && { true: submissions.yes, false: submissions.no }),
  };
  const { text } = useText(value);
  return (typeof value === 'string' && Object.hasOwn(words, value) ? words[value] : undefined) ?? text;
}
