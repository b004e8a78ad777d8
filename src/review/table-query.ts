import type { User } from '../accounts/users/user.ts';
import type { Form } from '../forms/define-form.ts';
import { type Message, message } from '../messages/message.ts';
import type { FieldError } from '../problems/problem.ts';
import type { IndexFilter, IndexQuery } from '../records/submission-index.ts';
import { foldName } from '../values/fold-case.ts';
import { isLabel } from './decide.ts';
import { readFilterValue, readState } from './filter-values.ts';
import { wordsIn } from './words.ts';

/** The most characters of a condition, and the most words of a search; what is longer is cut. */
const maxLength = 200;
const maxWords = 10;

/** The most problems of one address: more are not read at once. */
const maxErrors = 20;

/** The most bytes of a cursor, as long as the longest key of the table. */
const maxCursorBytes = 1024;

/** The most items of a page, and those of a page whose address does not say. */
const pageLimits = { most: 100, usual: 25 } as const;

/** The names of the conditions in addresses. Those of the form's filters follow as `f.<field>`. */
const conditionNames = ['q', 'state', 'assignee', 'label', 'submitter', 'from', 'to'] as const;

/** The first part of the name of a condition on a field. */
export const fieldPrefix = 'f.';

/** The request for a page of the table of submissions, as its address has it. */
export interface TableQuery
  extends Required<Pick<IndexQuery, 'filter' | 'sortBy' | 'isAscending' | 'limit' | 'after' | 'before'>> {
  /** The conditions, then order and limit, as the address names them: those that are there, long ones cut. */
  readonly asked: ReadonlyMap<string, string>;
  /** The problems of the address, by the name of the parameter. Without one, the query can be made. */
  readonly errors: readonly FieldError[];
}

/** Reads the parameters of an address. Those that the table does not know have no effect. */
export function readTableQuery(form: Form, user: User, parameters: URLSearchParams): TableQuery {
  const asked = readAsked(parameters);
  const errors: FieldError[] = [];
  /** Reads a parameter; a problem is noted, and stands for no value. */
  const read = <Value>(name: string, reader: (text: string) => Value | Message): Value | undefined => {
    const text = asked.get(name);
    if (text === undefined) return undefined;
    const value = reader(text);
    if (!isMessage(value)) return value;
    errors.push({ field: name, message: value });
    return undefined;
  };
  const values = [...asked.keys()]
    .filter((name) => name.startsWith(fieldPrefix))
    .map(
      (name) =>
        [
          name.slice(fieldPrefix.length),
          read(name, (text) => readFilterValue(form, name.slice(fieldPrefix.length), text)),
        ] as const,
    );
  const filter: IndexFilter = {
    words: read('q', readWords) ?? [],
    state: read('state', (text) => readState(form, text)),
    ...read('assignee', (text) => readAssignee(user, text)),
    label: read('label', (text) => (isLabel(text) ? text : message('review-label-invalid'))),
    ...read('submitter', (text) => (isUserId(text) ? { submitterId: text } : { submitterName: foldName(text) })),
    from: read('from', (text) => readDay(text, 0)),
    before: read('to', (text) => readDay(text, 1)),
    values: Object.fromEntries(values.filter((entry): entry is [string, string] => entry[1] !== undefined)),
  };
  if (filter.from !== undefined && filter.before !== undefined && filter.from >= filter.before)
    errors.push({ field: 'to', message: message('last-day-too-early') });
  return {
    filter,
    ...(read('sort', (text) => readOrder(form, text)) ?? { sortBy: undefined, isAscending: false }),
    limit: read('limit', readLimit) ?? pageLimits.usual,
    ...readPlace(parameters, errors),
    asked,
    errors: errors.slice(0, maxErrors),
  };
}

function readAsked(parameters: URLSearchParams): Map<string, string> {
  const fields = [...parameters.keys()].filter((name) => name.startsWith(fieldPrefix)).slice(0, 2 * maxErrors);
  const names = [...conditionNames, ...fields.map((name) => [...name].slice(0, maxLength).join('')), 'sort', 'limit'];
  const pairs = names.map((name) => [name, cut(parameters.get(name) ?? '')] as const);
  return new Map(pairs.filter(([, text]) => text !== ''));
}

const cut = (text: string) => [...text.slice(0, 2 * maxLength)].slice(0, maxLength).join('').trim();

function readWords(text: string): string[] | Message {
  const words = wordsIn(text).slice(0, maxWords);
  return words.length > 0 ? words : message('search-without-words');
}

function readAssignee(user: User, text: string): Pick<IndexFilter, 'assignee' | 'assigneeName'> {
  if (text === 'me') return { assignee: user.id };
  return text === 'none' || isUserId(text) ? { assignee: text } : { assigneeName: foldName(text) };
}

/** True for a text of the length and the characters of a user's id; any other text is a name. */
function isUserId(text: string): boolean {
  return /^[\w-]{24}$/.test(text);
}

/** Returns the beginning of a day, or of a day after it, in UTC, as pages without script show times. */
function readDay(text: string, daysLater: 0 | 1): string | Message {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00.000Z`) : undefined;
  // The 30th of February would be a day in March.
  if (!day || Number.isNaN(day.getTime()) || !day.toISOString().startsWith(text)) return message('date-expected');
  day.setUTCDate(day.getUTCDate() + daysLater);
  return day.toISOString();
}

function readOrder({ review }: Form, text: string): Pick<TableQuery, 'sortBy' | 'isAscending'> | Message {
  const isAscending = !text.startsWith('-');
  const name = isAscending ? text : text.slice(1);
  if (name === 'submittedAt') return { sortBy: undefined, isAscending };
  return review.sorts.includes(name) ? { sortBy: name, isAscending } : message('option-unknown');
}

function readLimit(text: string): number | Message {
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= pageLimits.most ? limit : message('page-limit-expected', { max: pageLimits.most });
}

/** Reads the cursors. One that no list gave out narrows a list, as each does, and shows nothing else. */
function readPlace(parameters: URLSearchParams, errors: FieldError[]): Pick<TableQuery, 'after' | 'before'> {
  const place = (name: 'after' | 'before') => {
    const cursor = parameters.get(name);
    if (!cursor) return undefined;
    const text = Buffer.from(cursor.slice(0, 2 * maxCursorBytes), 'base64url').toString();
    if (text !== '' && Buffer.byteLength(text) <= maxCursorBytes && Buffer.from(text).toString('base64url') === cursor)
      return text;
    errors.push({ field: name, message: message('cursor-unknown') });
    return undefined;
  };
  const after = place('after');
  return { after, before: after === undefined ? place('before') : undefined };
}

/** A reader's results are texts, lists of texts and parts of a query; only a message has a code. */
function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'code' in value;
}
