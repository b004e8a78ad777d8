import { spread } from '../values/hash.ts';
import { dayAttribute } from './day-counts.ts';
import type { ItemKey, Write } from './item.ts';
import type { SubmissionRow } from './submission-lists.ts';

/**
 * The place of a submission in one list of the index. Within a list, entries stand by `place`, then by time; the lists of
 * states, assignees, labels, submitters and field values have no place but the time.
 */
export interface EntryPlace {
  /** The list among those of its form, such as `state#new`, `field#kind#company`, `by#amount` or `word#in`. */
  readonly list: string;
  /** The word or the sort key, which may be empty; absent in a list by time. */
  readonly place?: string;
}

/** A place with what stands there. */
export interface IndexEntry extends EntryPlace {
  readonly facts: EntryFacts;
}

/** What an entry says of its submission, so that a second filter needs no other item. */
export interface EntryFacts {
  readonly id: string;
  readonly at: string;
  readonly submitterId: string;
  /** The submitter's name of that time, folded. */
  readonly submitterName: string;
  readonly values: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  /** In entries that every change moves or writes again: how far the review is. */
  readonly review?: ReviewFacts;
}

/** The part of a review by which reviewers filter. */
export interface ReviewFacts {
  readonly state: string;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly labels: readonly string[];
}

/** An entry as the table has it. */
export interface EntryItem extends ItemKey {
  readonly facts: EntryFacts;
}

/** An item of a list: an entry of the index, or of the form's list of all submissions. */
export type ListedItem = EntryItem | (ItemKey & { readonly submissionId: string; readonly row?: SubmissionRow });

/** A submission, as far as its entries need it. */
export interface IndexedItem {
  readonly id: string;
  readonly submittedAt: string;
}

/** A form, as far as its lists need it. */
export interface IndexedForm {
  readonly slug: string;
  readonly isBusy: boolean;
}

/** The partitions of a list, and of a counter, of a busy form. */
export const shardCount = 8;

/** Returns the writes that put and remove entries of a submission. An entry at the same place is replaced. */
export function indexWrites(
  form: IndexedForm,
  item: IndexedItem,
  { put, remove }: { readonly put: readonly IndexEntry[]; readonly remove: readonly EntryPlace[] },
): Write[] {
  const puts = put.map((entry) => ({ put: toEntryItem(form, item, entry) }));
  const kept = new Set(puts.map(({ put: { pk, sk } }) => `${pk} ${sk}`));
  const keys = remove.flatMap((place) => entryKeys(form, item, place));
  return [...puts, ...keys.filter(({ pk, sk }) => !kept.has(`${pk} ${sk}`)).map((key) => ({ remove: key }))];
}

/** Returns the keys of an entry. Where a form became busy, it may stand where it stood before. */
export function entryKeys(form: IndexedForm, item: IndexedItem, place: EntryPlace): ItemKey[] {
  const keys = [entryKey(form, item, place), entryKey({ ...form, isBusy: false }, item, place)];
  return keys[0]?.pk === keys[1]?.pk ? keys.slice(1) : keys;
}

/** Returns an entry as the table has it. */
export function toEntryItem(form: IndexedForm, item: IndexedItem, entry: IndexEntry) {
  return { ...entryKey(form, item, entry), facts: entry.facts };
}

/**
 * Returns the writes by which the counters of states follow a change from one to another. The counter that rises counts
 * the day too.
 */
export function counterWrites(
  form: IndexedForm,
  submissionId: string,
  { from, to, at }: { readonly from: string | undefined; readonly to: string | undefined; readonly at: string },
): Write[] {
  if (from === to) return [];
  const shard = form.isBusy ? spread(submissionId, shardCount) : 0;
  const count = (state: string, by: number, days: Record<string, number> = {}): Write => ({
    update: counterKey(form.slug, state, shard),
    add: { count: by, changes: 1, ...days },
  });
  const day = dayAttribute(from === undefined ? 'sent' : 'entered', at);
  return [...(from === undefined ? [] : [count(from, -1)]), ...(to === undefined ? [] : [count(to, 1, { [day]: 1 })])];
}

/** Returns the keys of the counters of a state, whose sum is its number. */
export function counterKeys({ slug, isBusy }: IndexedForm, state: string): ItemKey[] {
  return shardsOf(isBusy).map((shard) => counterKey(slug, state, shard));
}

/** Returns the partitions of a list: of a busy form, those by time are spread. */
export function partitionsOf({ slug, isBusy }: IndexedForm, list: string): string[] {
  return shardsOf(isBusy && isSpread(list)).map((shard) => partition(slug, list, shard));
}

function entryKey({ slug, isBusy }: IndexedForm, { id, submittedAt }: IndexedItem, entry: EntryPlace): ItemKey {
  const { list, place } = entry;
  const shard = isBusy && isSpread(list) ? spread(id, shardCount) : 0;
  return { pk: partition(slug, list, shard), sk: `${place === undefined ? '' : `${place}#`}${submittedAt}#${id}` };
}

// Shard 0 has the plain name, so that a form may become busy when it has submissions.
export const partition = (slug: string, list: string, shard: number) =>
  `INDEX#${slug}#${list}${shard === 0 ? '' : `#${shard}`}`;
export const shardsOf = (isSpreadOut: boolean) =>
  isSpreadOut ? Array.from({ length: shardCount }, (_, shard) => shard) : [0];
const isSpread = (list: string) => /^(?:state|assignee|by)#/.test(list);

export const counterKey = (slug: string, state: string, shard: number): ItemKey => ({
  pk: `COUNT#${slug}`,
  sk: `STATE#${state}#${shard}`,
});
