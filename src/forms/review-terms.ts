import type { Text } from '../messages/text.ts';
import type { Field, FileField } from './field.ts';

/**
 * The part that a state plays. A submission begins in `new`, reviewers work on it in `open`, its submitter must act in
 * `returned`, and it ends in the others.
 */
export type StatePart = 'new' | 'open' | 'returned' | 'accepted' | 'declined';

/** A state of a form's submissions, as reviewers set it. */
export interface ReviewState {
  /** The name in records and addresses: never changes once a submission has had it. */
  readonly name: string;
  readonly label: Text;
  readonly part: StatePart;
}

/** How the submissions of a form are reviewed. */
export interface ReviewTerms {
  /** The states, the one in which a submission begins first. */
  readonly states: readonly [ReviewState, ...ReviewState[]];
  /** The names of the fields that the table of submissions shows, in their order. */
  readonly columns: readonly string[];
  /** The names of the fields by whose values reviewers filter. */
  readonly filters: readonly string[];
  /** The names of the fields by which reviewers sort. */
  readonly sorts: readonly string[];
  /** The names of the fields whose words reviewers search, beside the names of files. */
  readonly searched: readonly string[];
}

/** The states of a form that declares none. */
export const usualStates: ReviewTerms['states'] = [
  { name: 'new', part: 'new', label: { en: 'New', de: 'Neu', fr: 'Nouveau', ar: 'جديد' } },
  { name: 'in-review', part: 'open', label: { en: 'In review', de: 'In Prüfung', fr: 'En cours', ar: 'قيد المراجعة' } },
  { name: 'accepted', part: 'accepted', label: { en: 'Accepted', de: 'Angenommen', fr: 'Accepté', ar: 'مقبول' } },
  { name: 'declined', part: 'declined', label: { en: 'Declined', de: 'Abgelehnt', fr: 'Refusé', ar: 'مرفوض' } },
  {
    name: 'returned',
    part: 'returned',
    label: { en: 'Returned', de: 'Zurückgegeben', fr: 'Renvoyé', ar: 'معاد' },
  },
];

/** The states that submitters set, in every form: a new submission was withdrawn, or a newer version replaced one. */
export const ownStates = { withdrawn: 'withdrawn', superseded: 'superseded' } as const;

/** The most fields of each kind, so that the entries of a submission fit into one transaction. */
export const maxReviewed = { columns: 6, filters: 6, sorts: 4, searched: 10 } as const;

/** The lists of field names in {@link ReviewTerms}. */
export type ReviewedFields = Pick<ReviewTerms, keyof typeof maxReviewed>;

/** Returns the fields for a form that declares none: what is short is shown, choices filter, numbers sort. */
export function usualFields(fields: Readonly<Record<string, Field | FileField>>): ReviewedFields {
  const namesOf = (...types: readonly string[]) =>
    Object.keys(fields).filter((name) => types.includes(fields[name]?.type ?? ''));
  return {
    columns: namesOf('text', 'email', 'number', 'select', 'checkbox').slice(0, 4),
    filters: namesOf('select', 'checkbox').slice(0, maxReviewed.filters),
    sorts: namesOf('number').slice(0, maxReviewed.sorts),
    searched: namesOf('text', 'textarea', 'email').slice(0, maxReviewed.searched),
  };
}

/** Returns what is wrong with the terms of a form; `undefined` when they can work. */
export function faultOfTerms(terms: ReviewTerms, fields: Readonly<Record<string, Field>>): string | undefined {
  for (const kind of Object.keys(maxReviewed) as (keyof typeof maxReviewed)[]) {
    const names = terms[kind];
    const unknown = names.find((name) => !Object.hasOwn(fields, name));
    if (unknown !== undefined) return `"${unknown}" among its ${kind} is no field of it.`;
    if (new Set(names).size !== names.length) return `its ${kind} name a field twice.`;
    if (names.length > maxReviewed[kind]) return `it has more ${kind} than reviewers can use (${maxReviewed[kind]}).`;
  }
  const [first, ...others] = terms.states;
  if (first.part !== 'new' || others.some(({ part }) => part === 'new'))
    return 'its first state, and no other, must be the one of new submissions.';
  const names = terms.states.map(({ name }) => name);
  if (new Set(names).size !== names.length) return 'two of its states have the same name.';
  const refused = names.find((name) => !/^[a-z][a-z-]{1,30}$/.test(name) || Object.hasOwn(ownStates, name));
  return refused === undefined ? undefined : `the state "${refused}" must be other lower-case letters and hyphens.`;
}
