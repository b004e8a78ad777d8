import { chooseText, type Text } from '../messages/text.ts';
import type { Problem } from '../problems/problem.ts';
import { FieldNotes } from './field-notes.tsx';
import { FilledText } from './filled-text.tsx';
import { type Condition, FilterConditions, useLabel } from './filter-conditions.tsx';
import {
  attributesOf,
  Choice,
  type ChoiceOption,
  FieldCondition,
  type FilteredField,
  type InputProps,
  Typed,
} from './filter-inputs.tsx';
import { useMessages, useProblemText } from './language.tsx';

/** The filter of the table of submissions. */
export interface SubmissionFilterProps {
  /** The address of the table. */
  readonly path: string;
  /** The values of the filter, by the name of their inputs, as they were asked for. */
  readonly asked: Readonly<Record<string, string>>;
  readonly conditions: readonly Condition[];
  readonly clearPath: string;
  /** The problem with the address, which has one for each parameter. */
  readonly problem: Problem | undefined;
  /** Users that may be chosen as assignees, beside the reader. */
  readonly assignees: readonly { readonly id: string; readonly name: string }[];
  /** The fields by whose values the form's submissions are filtered. */
  readonly fields: readonly FilteredField[];
  /** The fields by which they are sorted. */
  readonly orders: readonly { readonly name: string; readonly label: Text }[];
}

/** The conditions that have a place of their own: the search and the tabs. */
const outside = ['q', 'state'];

/** Renders the filter: a search, further conditions behind a button, and those in use. */
export function SubmissionFilter(props: SubmissionFilterProps) {
  const { path, asked, conditions } = props;
  const texts = useMessages().pages.submissionTable;
  const errors = useProblemText(props.problem)?.errors ?? [];
  const input = (name: string): InputProps => ({
    name,
    value: asked[name] ?? '',
    error: errors.find(({ field }) => field === name)?.message,
  });
  const inside = conditions.filter(({ name }) => !outside.includes(name));
  const kept = ['state', 'limit'].flatMap((name) => (asked[name] === undefined ? [] : [{ name, value: asked[name] }]));
  return (
    <search class="submission-filter wide">
      {props.problem && <FilterProblems {...props} />}
      <form method="get" action={path} data-filter>
        {kept.map((hidden) => (
          <input type="hidden" {...hidden} />
        ))}
        <div class="filter-search">
          <label class="visually-hidden" for="q">
            {texts.searchFor}
          </label>
          <input type="search" placeholder={texts.searchFor} maxlength={200} {...attributesOf(input('q'))} />
          <button type="submit">{texts.search}</button>
        </div>
        <FieldNotes {...input('q')} hint={undefined} />
        <details class="filter-more" open={errors.some(({ field }) => !outside.includes(field))}>
          <summary class="button secondary">
            {inside.length === 0 ? texts.filters : texts.filtersInUse({ count: inside.length })}
          </summary>
          <FilterFields {...props} input={input} />
        </details>
      </form>
      <FilterConditions {...props} />
    </search>
  );
}

/** Renders the problems of the address, which takes the focus when the page opens. */
function FilterProblems({ problem, conditions }: SubmissionFilterProps) {
  const errors = useProblemText(problem)?.errors ?? [];
  return (
    <div class="error-summary" role="alert" tabindex={-1} autofocus>
      <p>{useMessages().pages.submissionTable.correctFilter}</p>
      <ul>
        {errors.map(({ field, message }) => (
          <ProblemLine name={field} label={conditions.find(({ name }) => name === field)?.label} message={message} />
        ))}
      </ul>
    </div>
  );
}

function ProblemLine({ message, ...of }: Pick<Condition, 'name' | 'label'> & { readonly message: string }) {
  const { fieldProblem } = useMessages().pages.frame;
  const text = fieldProblem({ label: '{label}', problem: '{problem}' });
  return (
    <li>
      <FilledText text={text} parts={{ label: <bdi>{useLabel(of)}</bdi>, problem: message }} />
    </li>
  );
}

function FilterFields({
  asked,
  assignees: others,
  fields,
  orders,
  input,
}: SubmissionFilterProps & { readonly input: (name: string) => InputProps }) {
  const texts = useMessages().pages.submissionTable;
  const assignees: ChoiceOption[] = [
    { value: 'me', label: texts.me },
    { value: 'none', label: texts.unassigned },
    ...others.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const asksForAnother = asked.assignee && !assignees.some(({ value }) => value === asked.assignee);
  return (
    <div class="filter-fields">
      <Choice
        {...input('assignee')}
        label={texts.assignee}
        options={
          asksForAnother ? [...assignees, { value: asked.assignee ?? '', label: asked.assignee ?? '' }] : assignees
        }
      />
      {fields.map((field) => (
        <FieldCondition field={field} {...input(field.name)} />
      ))}
      <Typed {...input('submitter')} label={texts.submitter} />
      <Typed {...input('label')} label={texts.label} />
      <Typed {...input('from')} label={texts.from} type="date" />
      <Typed {...input('to')} label={texts.to} type="date" />
      <Choice {...input('sort')} label={texts.order} none={texts.newestFirst} options={useOrders(orders)} />
      <button type="submit" class="secondary">
        {texts.show}
      </button>
    </div>
  );
}

function useOrders(orders: SubmissionFilterProps['orders']): ChoiceOption[] {
  const { language, pages } = useMessages();
  const texts = pages.submissionTable;
  const byField = orders.flatMap(({ name, label }) => {
    const field = chooseText(label, language).text;
    return [
      { value: name, label: texts.lowestFirst({ field }) },
      { value: `-${name}`, label: texts.highestFirst({ field }) },
    ];
  });
  return [{ value: 'submittedAt', label: texts.oldestFirst }, ...byField];
}
