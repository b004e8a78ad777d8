import { errorOf, type RawAnswer } from '../send.ts';

/** The part of a response that two servers must agree on, with sets and lists of tables in one order. */
export interface Outcome {
  readonly error?: string;
  readonly message?: string;
  readonly document: string;
}

/** Returns the outcome of a response. */
export function outcomeOf(answer: RawAnswer): Outcome {
  const error = errorOf(answer);
  const { __type, message, Message, ...document } = answer.document;
  return { ...(error && { error: error.name, message: error.message }), document: JSON.stringify(sorted(document)) };
}

/** Returns the JSON with its names in order, and the members of sets too. */
function sorted(json: unknown, name = ''): unknown {
  if (Array.isArray(json)) {
    const members = json.map((member) => sorted(member));
    return /^[SNB]S$|^ConsumedCapacity$/.test(name) ? members.sort(byText) : members;
  }
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).map(([key, value]) => [key, sorted(value, key)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** Sorts members of sets, and the units of several tables. */
function byText(one: unknown, other: unknown): number {
  return JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
}
