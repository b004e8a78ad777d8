import { getItems } from './batch-get.ts';
import { counterKeys, type IndexedForm, type ListedItem } from './index-items.ts';
import { isEntryMatch, isReviewMatch, needsReview } from './index-lists.ts';
import type { ItemKey } from './item.ts';
import { openRarest } from './rarest-list.ts';
import type { ReviewRecord } from './review-record.ts';
import { reviewKey } from './review-writes.ts';
import type { SubmissionRow } from './submission-lists.ts';
import type { Table } from './table.ts';

/** Which submissions of a form to find: all that meet every given condition. */
export interface IndexFilter {
  readonly state?: string | undefined;
  /** The id of a user, or `none` for submissions without an assignee. */
  readonly assignee?: string | undefined;
  /** The names of assignee and submitter, as `foldName` returns them. */
  readonly assigneeName?: string | undefined;
  readonly submitterName?: string | undefined;
  readonly label?: string | undefined;
  readonly submitterId?: string | undefined;
  /** The time from which, and before which, they were sent, in ISO 8601. */
  readonly from?: string | undefined;
  readonly before?: string | undefined;
  /** Values of the form's filters, by the name of the field. */
  readonly values: Readonly<Record<string, string>>;
  /** Words as `wordsIn` returns them, of which each must begin a word of the submission. */
  readonly words: readonly string[];
}

/** A page of submissions to find. */
export interface IndexQuery {
  readonly form: IndexedForm;
  readonly filter: IndexFilter;
  /** The name of the field to sort by; `undefined` for the time. */
  readonly sortBy?: string | undefined;
  readonly isAscending: boolean;
  readonly limit: number;
  /** The cursor behind which the page begins, or before which it ends. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  /** The names of the states whose numbers the page shows. */
  readonly states?: readonly string[];
}

/** A submission on a page, with its review. Until the index has taken it in, it has a row instead. */
export interface IndexedSubmission {
  readonly cursor: string;
  readonly id: string;
  readonly review: ReviewRecord | undefined;
  readonly row: SubmissionRow | undefined;
}

export interface IndexPage {
  readonly found: readonly IndexedSubmission[];
  /** The cursors of the next page and of the one before; `null` without one. */
  readonly next: string | null;
  readonly previous: string | null;
  /** True when the search stopped at its limit and may find more from `next`. */
  readonly isCutShort: boolean;
  /** The number of submissions in each of the states that were asked for. */
  readonly counts: Readonly<Record<string, number>>;
}

/**
 * Finds the submissions of forms. The table serves it by lists that the app writes; a search engine may take its place
 * for what a table cannot find.
 */
export type SubmissionIndex = {
  find(query: IndexQuery): Promise<IndexPage>;
};

/** The rounds of one page, where entries may not match. */
const maxRounds = 8;

/**
 * Returns the index in the table. A page is one query and one batch of reviews. Where a filter has several conditions,
 * the first block of each list shows which is the rarest; the others are checked on its entries, in a limited number of
 * rounds.
 */
export function createSubmissionIndex(table: Table): SubmissionIndex {
  return {
    async find(query) {
      const { limit, after, before, form, states = [] } = query;
      const isBackward = before !== undefined;
      const source = await openRarest(table, query, isBackward);
      const countKeys = states.map((state) => counterKeys(form, state));
      const found: IndexedSubmission[] = [];
      let counts: Record<string, number> | undefined;
      let place = isBackward ? before : after;
      let isEnded = false;
      for (let round = 0; round < maxRounds && found.length <= limit && !isEnded; round += 1) {
        const block = await source.read(place);
        const matching = block.items.filter((item) => isEntryMatch(source.list, item, query));
        // Where entries tell all that is asked, no more reviews are read than the page shows.
        const wanted = matching.slice(0, isDecidedBy(matching, query) ? limit + 1 - found.length : matching.length);
        const [reviews, counters] = await getReviews(table, wanted, counts ? [] : countKeys.flat());
        counts ??= sumsOf(states, countKeys, counters);
        found.push(...wanted.flatMap((item, at) => toFound(item, reviews[at], query.filter)));
        isEnded = !block.hasMore && wanted.length === matching.length;
        place = (wanted.length === matching.length ? block.items : wanted).at(-1)?.sk ?? place;
      }
      return toPage(query, { found, counts: counts ?? {}, isEnded, place });
    },
  };
}

/** True when the entries themselves tell whether their submissions match. */
function isDecidedBy(items: readonly ListedItem[], { filter }: IndexQuery): boolean {
  return !needsReview(filter) || items.every((item) => 'facts' in item && item.facts.review !== undefined);
}

/** Returns the reviews of entries and, in the same batch, the counters. */
async function getReviews(table: Table, items: readonly ListedItem[], counters: readonly ItemKey[]) {
  const keys = [...items.map((item) => reviewKey(idOf(item))), ...counters];
  // The caller has written reviews under the first keys, and counters under the others.
  const got = keys.length === 0 ? [] : await getItems<ReviewRecord | { count: number }>(table, keys);
  return [
    got.slice(0, items.length) as (ReviewRecord | undefined)[],
    got.slice(items.length) as ({ count: number } | undefined)[],
  ] as const;
}

function sumsOf(
  states: readonly string[],
  keys: readonly (readonly ItemKey[])[],
  counters: readonly ({ count: number } | undefined)[],
): Record<string, number> {
  let at = 0;
  return Object.fromEntries(
    states.map((state, index) => {
      const shards = counters.slice(at, at + (keys[index]?.length ?? 0));
      at += shards.length;
      return [state, shards.reduce((sum, counter) => sum + (counter?.count ?? 0), 0)];
    }),
  );
}

const idOf = (item: ListedItem) => ('facts' in item ? item.facts.id : item.submissionId);

function toFound(item: ListedItem, review: ReviewRecord | undefined, filter: IndexFilter): IndexedSubmission[] {
  const row = 'facts' in item ? undefined : item.row;
  // An entry without a review is of a submission that has just been deleted.
  if (review === undefined && row === undefined) return [];
  if (needsReview(filter) && !(review && isReviewMatch(review, filter))) return [];
  return [{ cursor: item.sk, id: idOf(item), review, row }];
}

function toPage(
  { limit, after, before }: IndexQuery,
  {
    found,
    counts,
    isEnded,
    place,
  }: {
    found: IndexedSubmission[];
    counts: Record<string, number>;
    isEnded: boolean;
    place: string | undefined;
  },
): IndexPage {
  const shown = found.slice(0, limit);
  const isFull = found.length > limit;
  const end = isFull ? shown.at(-1)?.cursor : isEnded ? undefined : place;
  const isCutShort = !isFull && !isEnded;
  if (before === undefined)
    return {
      found: shown,
      counts,
      isCutShort,
      next: end ?? null,
      previous: after === undefined ? null : (shown[0]?.cursor ?? after),
    };
  const inOrder = shown.toReversed();
  return { found: inOrder, counts, isCutShort, previous: end ?? null, next: inOrder.at(-1)?.cursor ?? before };
}
