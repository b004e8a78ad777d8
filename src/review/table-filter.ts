import type { Form } from '../forms/define-form.ts';
import type { Text } from '../messages/text.ts';
import type { IndexPage } from '../records/submission-index.ts';
import { tableAddress } from './table-address.ts';
import { fieldPrefix, type TableQuery } from './table-query.ts';

/** Returns the filter of the table as its page shows it: the conditions in use, and those to choose from. */
export function toFilter(form: Form, { asked }: TableQuery, page: IndexPage | undefined) {
  const { slug, fields, review } = form;
  const people = peopleOf(page);
  return {
    path: tableAddress(slug, []),
    asked: Object.fromEntries(asked),
    /** The conditions in use, each with the address without it. */
    conditions: [...asked]
      .filter(([name]) => name !== 'sort' && name !== 'limit')
      .map(([name, text]) => ({
        ...describeCondition(form, name, text, people),
        path: tableAddress(slug, asked, { [name]: undefined }),
      })),
    /** Order and number of lines stay when the conditions are taken out. */
    clearPath: tableAddress(
      slug,
      [...asked].filter(([name]) => name === 'sort' || name === 'limit'),
    ),
    assignees: [...new Map(assigneesOf(page))].map(([id, name]) => ({ id, name })),
    fields: review.filters.map((name) => ({
      name: `${fieldPrefix}${name}`,
      label: fields[name]?.label ?? name,
      type: fields[name]?.type ?? 'text',
      options: fields[name]?.options ?? [],
    })),
    orders: review.sorts.map((name) => ({ name, label: fields[name]?.label ?? name })),
  };
}

/** Returns the users that the page names, by id. */
function peopleOf(page: IndexPage | undefined): Map<string, string> {
  const submitters = (page?.found ?? []).flatMap(({ review, row }) => (review?.line ?? row)?.submitter ?? []);
  return new Map([...submitters.map(({ id, username }) => [id, username] as const), ...assigneesOf(page)]);
}

/** Returns the assignees on the page, each with id and name. */
function assigneesOf(page: IndexPage | undefined): (readonly [id: string, name: string])[] {
  const assignees = (page?.found ?? []).flatMap(({ review }) => review?.assignee ?? []);
  return assignees.map(({ id, username }) => [id, username]);
}

function describeCondition(form: Form, name: string, text: string, people: ReadonlyMap<string, string>) {
  if (name.startsWith(fieldPrefix)) return { name, label: labelOf(form, name), value: optionLabel(form, name, text) };
  const value: Text = name === 'state' ? stateLabel(form, text) : (people.get(text) ?? text);
  return { name, label: undefined, value };
}

function labelOf({ fields }: Form, name: string): Text {
  const fieldName = name.slice(fieldPrefix.length);
  return (Object.hasOwn(fields, fieldName) ? fields[fieldName]?.label : undefined) ?? fieldName;
}

function optionLabel({ fields }: Form, name: string, text: string): Text {
  const fieldName = name.slice(fieldPrefix.length);
  const field = Object.hasOwn(fields, fieldName) ? fields[fieldName] : undefined;
  return field?.options?.find(({ value }) => value === text)?.label ?? text;
}

const stateLabel = ({ review }: Form, state: string) =>
  review.states.find(({ name }) => name === state)?.label ?? state;
