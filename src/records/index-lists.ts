import { foldName } from '../values/fold-case.ts';
import { type EntryItem, type ListedItem, partitionsOf, type ReviewFacts } from './index-items.ts';
import type { ReviewRecord } from './review-record.ts';
import type { IndexFilter, IndexQuery } from './submission-index.ts';
import { submissionListPartitions } from './submission-lists.ts';

/** A list that can serve a query, and the range in it. */
export interface IndexList {
  readonly partitions: readonly string[];
  readonly low: string;
  readonly high: string;
  /** The word by which it was opened: its entries stand by word. */
  readonly word?: string;
  /** True when entries of it may not match the filter. */
  readonly hasChecks: boolean;
}

/** Sorts before every sort key, of which none begins with a blank. A key must not be empty, in a condition neither. */
const start = ' ';

/** Sorts behind every other text: in UTF-8, the last character. */
const end = '\u{10FFFF}';

/**
 * Returns the lists that can serve a query. For a sort by a field there is one. Otherwise each condition has one, and
 * without any, the form's list of all submissions serves.
 */
export function listsFor({ form, filter, sortBy }: IndexQuery): IndexList[] {
  if (sortBy !== undefined) {
    const hasChecks = listsOf(filter).length > 0 || filter.words.length > 0 || hasDates(filter);
    return [{ partitions: partitionsOf(form, `by#${sortBy}`), low: start, high: end, hasChecks }];
  }
  const { from = start, before = end } = filter;
  const byTime = listsOf(filter).map((list) => ({
    partitions: partitionsOf(form, list),
    low: from,
    high: before,
    hasChecks: false,
  }));
  const [word] = filter.words.toSorted((one, other) => other.length - one.length);
  if (word !== undefined) {
    const partitions = partitionsOf(form, wordList(word));
    // Even without another condition: a submission may come twice, by two words with the same beginning.
    return [{ partitions, low: word, high: `${word}${end}`, word, hasChecks: true }, ...byTime];
  }
  if (byTime.length > 0) return byTime;
  const prefix = 'SUBMISSION#';
  const partitions = submissionListPartitions(form);
  return [{ partitions, low: `${prefix}${from}`, high: `${prefix}${before}`, hasChecks: false }];
}

/** Returns the list in which a word stands: those with the same two first characters share one. */
export function wordList(word: string): string {
  return `word#${[...word].slice(0, 2).join('')}`;
}

/** True when a place is one of a list by words; all others are of lists by time. */
export function isPlaceByWord(place: string): boolean {
  return /^[^#-]+#\d{4}-/.test(place) && !place.startsWith('SUBMISSION#');
}

/** True when an entry meets the conditions that it can tell. */
export function isEntryMatch(list: IndexList, item: ListedItem, { filter, isAscending }: IndexQuery) {
  if (!('facts' in item)) return true;
  const { id: _id, at, submitterId, submitterName, values, words, review } = item.facts;
  if (filter.from !== undefined && at < filter.from) return false;
  if (filter.before !== undefined && at >= filter.before) return false;
  if (filter.submitterId !== undefined && submitterId !== filter.submitterId) return false;
  if (filter.submitterName !== undefined && submitterName !== filter.submitterName) return false;
  if (Object.entries(filter.values).some(([name, value]) => values[name] !== value)) return false;
  if (!filter.words.every((start) => words.some((word) => word.startsWith(start)))) return false;
  if (review && !isFactMatch(review, filter)) return false;
  return list.word === undefined || isFirstOf(item, list.word, isAscending);
}

/** True when a review meets the conditions on reviews. */
export function isReviewMatch({ state, assignee, labels }: ReviewRecord, filter: IndexFilter): boolean {
  const assigneeName = assignee && foldName(assignee.username);
  return isFactMatch({ state, assigneeId: assignee?.id ?? null, assigneeName, labels }, filter);
}

/** True when a filter has a condition on reviews. */
export function needsReview({ state, assignee, assigneeName, label }: IndexFilter): boolean {
  return [state, assignee, assigneeName, label].some((condition) => condition !== undefined);
}

function isFactMatch({ state, assigneeId, assigneeName, labels }: ReviewFacts, filter: IndexFilter): boolean {
  if (filter.state !== undefined && state !== filter.state) return false;
  if (filter.assignee !== undefined && (assigneeId ?? 'none') !== filter.assignee) return false;
  if (filter.assigneeName !== undefined && assigneeName !== filter.assigneeName) return false;
  return filter.label === undefined || labels.includes(filter.label);
}

/** Returns the lists by time, one for each condition. */
function listsOf({ state, assignee, assigneeName, label, submitterId, submitterName, values }: IndexFilter): string[] {
  return [
    ...(label === undefined ? [] : [`label#${label}`]),
    ...(assignee === undefined ? [] : [`assignee#${assignee}`]),
    ...(assigneeName === undefined ? [] : [`assigned#${assigneeName}`]),
    ...(submitterId === undefined ? [] : [`from#${submitterId}`]),
    ...(submitterName === undefined ? [] : [`named#${submitterName}`]),
    ...Object.entries(values).map(([name, value]) => `field#${name}#${value}`),
    ...(state === undefined ? [] : [`state#${state}`]),
  ];
}

const hasDates = ({ from, before }: IndexFilter) => from !== undefined || before !== undefined;

/** True for the one entry by which a search shows its submission: the first of its words with that beginning. */
function isFirstOf({ sk, facts }: EntryItem, start: string, isAscending: boolean): boolean {
  const own = sk.slice(0, sk.indexOf('#'));
  const all = facts.words.filter((word) => word.startsWith(start)).toSorted((one, other) => (one < other ? -1 : 1));
  return (isAscending ? all[0] : all.at(-1)) === own;
}
