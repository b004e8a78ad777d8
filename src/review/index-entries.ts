import type { Form } from '../forms/define-form.ts';
import type { EntryFacts, EntryPlace, IndexEntry } from '../records/index-items.ts';
import { wordList } from '../records/index-lists.ts';
import type { ReviewRecord } from '../records/review-record.ts';
import type { FieldValue, SubmissionRecord } from '../records/submission-records.ts';
import { canonicalJson } from '../values/canonical-json.ts';
import { firstBytes } from '../values/first-bytes.ts';
import { foldName } from '../values/fold-case.ts';
import { hashOf } from '../values/hash.ts';
import { sortKey } from './sort-key.ts';
import { maxWords, wordsIn } from './words.ts';

/** Rises when the shape of entries or lines changes, so that all forms are indexed again. */
const entriesFormat = 2;

/**
 * Returns the version of a form's index. It changes with what the form declares to be shown, filtered, sorted and
 * searched. Another version in a review means that its entries are of an earlier declaration.
 */
export function indexVersionOf({ review: { columns, filters, sorts, searched } }: Form): string {
  return hashOf(canonicalJson({ entriesFormat, columns, filters, sorts, searched }));
}

/** Returns the entries of a submission that stay as they are while it exists. */
export function lastingEntries(form: Form, submission: SubmissionRecord): IndexEntry[] {
  const facts = factsOf(form, submission);
  const at = (list: string, place?: string): IndexEntry => ({ list, facts, ...(place !== undefined && { place }) });
  return [
    at(`from#${submission.submitter.id}`),
    at(`named#${facts.submitterName}`),
    ...Object.entries(facts.values).map(([name, value]) => at(`field#${name}#${value}`)),
    ...form.review.sorts.map((name) => at(`by#${name}`, sortKey(submission.fields[name]))),
    ...facts.words.map((word) => at(wordList(word), word)),
  ];
}

/** Returns the places of the entries that follow the review. */
export function reviewPlaces({ state, assignee, labels }: Reviewed): EntryPlace[] {
  const lists = [
    `state#${state}`,
    `assignee#${assignee?.id ?? 'none'}`,
    ...(assignee ? [`assigned#${foldName(assignee.username)}`] : []),
    ...labels.map((label) => `label#${label}`),
  ];
  return lists.map((list) => ({ list }));
}

/** Returns the entries that follow the review: by state, assignee and label. */
export function reviewEntries(form: Form, submission: SubmissionRecord, reviewed: Reviewed): IndexEntry[] {
  const { state, assignee, labels } = reviewed;
  const assigneeName = assignee && foldName(assignee.username);
  const review = { state, assigneeId: assignee?.id ?? null, assigneeName, labels };
  const facts = { ...factsOf(form, submission), review };
  return reviewPlaces(reviewed).map((place) => ({ ...place, facts }));
}

type Reviewed = Pick<ReviewRecord, 'state' | 'assignee' | 'labels'>;

function factsOf(form: Form, { id, submittedAt, submitter, fields, files }: SubmissionRecord): EntryFacts {
  const filenames = Object.values(files).flatMap((list) => list.map(({ filename }) => filename));
  const texts = [...form.review.searched.map((name) => String(fields[name] ?? '')), ...filenames];
  return {
    id,
    at: submittedAt,
    submitterId: submitter.id,
    submitterName: foldName(submitter.username),
    values: Object.fromEntries(form.review.filters.map((name) => [name, filterValue(fields[name])])),
    words: [...new Set(texts.flatMap(wordsIn))].slice(0, maxWords),
  };
}

/** Returns a value as a filter names it: a box is `true` or `false`, a missing value an empty text. */
export function filterValue(value: FieldValue | undefined): string {
  return firstBytes(String(value ?? ''), 200);
}
