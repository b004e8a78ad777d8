import type { Form } from '../forms/define-form.ts';
import type { Field } from '../forms/field.ts';
import { ownStates, type ReviewState } from '../forms/review-terms.ts';
import type { IndexedSubmission, IndexPage } from '../records/submission-index.ts';
import type { FieldValue } from '../records/submission-records.ts';
import { addressInTable } from './neighbours.ts';
import { tableAddress } from './table-address.ts';
import type { TableQuery } from './table-query.ts';

/** The names of the states whose numbers the table shows: those of the form, then those that submitters set. */
export function countedStates({ review }: Form): string[] {
  return [...review.states.map(({ name }) => name), ...Object.values(ownStates)];
}

/** Returns the table of submissions as its page shows it: tabs, heads and rows, with their links. */
export function toTable(form: Form, query: TableQuery, page: IndexPage) {
  const lead = leadOf(form);
  return {
    tabs: tabsOf(form, query, page.counts),
    lead: lead === undefined ? undefined : toHead(form, query, lead),
    heads: columnsOf(form, lead).map((name) => toHead(form, query, name)),
    received: { ...orderOf(form, query, 'submittedAt') },
    rows: page.found.map((submission) => toRow(form, query, submission, lead)),
    isArriving: page.found.some(({ review }) => review === undefined),
  };
}

/** Returns the column whose value stands for the submission: the first one of a line of text. */
function leadOf({ fields, review }: Form): string | undefined {
  return review.columns.find((name) => fields[name]?.type === 'text');
}

const columnsOf = ({ review }: Form, lead: string | undefined) => review.columns.filter((name) => name !== lead);

function tabsOf({ slug, review }: Form, { asked, filter }: TableQuery, counts: IndexPage['counts']) {
  const tab = (state: string | undefined, label?: ReviewState['label']) => ({
    state,
    label,
    path: tableAddress(slug, asked, { state }),
    count: state === undefined ? undefined : (counts[state] ?? 0),
    isCurrent: filter.state === state,
  });
  // Few forms have submissions in them.
  const own = Object.values(ownStates).filter((state) => (counts[state] ?? 0) > 0 || filter.state === state);
  return [
    tab(undefined),
    ...review.states.map(({ name, label }) => tab(name, label)),
    ...own.map((state) => tab(state)),
  ];
}

function toHead(form: Form, query: TableQuery, name: string) {
  const { label = name, type = 'text' } = form.fields[name] ?? {};
  const order = form.review.sorts.includes(name) ? orderOf(form, query, name, type) : undefined;
  return { name, label, type, ...order };
}

/** Returns in which direction a column is sorted, and the address that sorts by it or turns it around. */
function orderOf({ slug }: Form, { asked, sortBy, isAscending }: TableQuery, name: string, type?: Field['type']) {
  const isCurrent = (sortBy ?? 'submittedAt') === name;
  const willAscend = isCurrent ? !isAscending : type === 'text' || type === 'email' || type === 'select';
  const sort = `${willAscend ? '' : '-'}${name}`;
  return {
    order: isCurrent ? (isAscending ? ('ascending' as const) : ('descending' as const)) : undefined,
    sortPath: tableAddress(slug, asked, { sort: sort === '-submittedAt' ? undefined : sort }),
  };
}

function toRow(
  form: Form,
  { asked }: TableQuery,
  { id, cursor, review, row }: IndexedSubmission,
  lead: string | undefined,
) {
  const { number = 0, submittedAt = '', submitter } = review?.line ?? row ?? {};
  const values = review?.line.values ?? {};
  const path = (changes: Record<string, string>) => tableAddress(form.slug, asked, changes);
  const files = review?.line.files;
  return {
    ...{ id, number, submittedAt, path: addressInTable(id, asked, cursor) },
    title: lead === undefined || !review ? (review?.line.title ?? row?.title ?? '') : String(values[lead] ?? ''),
    cells: columnsOf(form, lead).map((name) => toCell(form.fields[name], values[name] ?? null)),
    submitter: submitter && { name: submitter.username, path: path({ submitter: submitter.id }) },
    files: {
      count: files?.count ?? row?.files?.count ?? 0,
      totalBytes: files?.totalBytes ?? row?.files?.totalBytes ?? 0,
      firstName: files?.first[0]?.filename ?? row?.files?.firstName ?? '',
      picture: files?.first.find(({ picture }) => picture !== undefined)?.picture,
    },
    review: review && {
      version: review.version,
      state: stateOf(form, review.state),
      assignee: review.assignee && {
        name: review.assignee.username,
        path: path({ assignee: review.assignee.id }),
      },
      labels: review.labels.map((label) => ({ label, path: path({ label }) })),
    },
  };
}

/** Returns a state as the page shows it; one that the form has no longer has neither label nor part. */
function stateOf({ review }: Form, state: string) {
  const { label, part } = review.states.find(({ name }) => name === state) ?? {};
  return { name: state, label, part };
}

/** Returns a value as the form of today says it: a choice by its label. */
function toCell(field: Field | undefined, value: FieldValue) {
  return field?.options?.find((option) => option.value === value)?.label ?? value;
}
