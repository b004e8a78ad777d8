import { invalidValue, SqsError } from './sqs-error.ts';

/** The document of a request, or an object in it. */
export type Members = Readonly<Record<string, unknown>>;

/** Returns a member that is text. */
export function textMember(members: Members, name: string): string | undefined {
  const value = memberOf(members, name);
  if (value !== undefined && typeof value !== 'string') throw wrongType(name, 'a text');
  return value;
}

/** Returns a member that is text and must be there. */
export function requiredText(members: Members, name: string): string {
  const value = textMember(members, name);
  if (value === undefined) throw missing(name);
  return value;
}

/** Returns a member that is a whole number from `least` to `most`. */
export function countMember(members: Members, name: string, least: number, most: number): number | undefined {
  const value = memberOf(members, name);
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(name, 'a whole number');
  if (value < least || value > most) throw invalidValue(name, value, `Must be between ${least} and ${most}.`);
  return value;
}

/** Returns a list of texts; an empty one if it is absent. */
export function textList(members: Members, name: string): readonly string[] {
  const value = memberOf(members, name) ?? [];
  if (!Array.isArray(value) || !value.every((element) => typeof element === 'string'))
    throw wrongType(name, 'a list of texts');
  return value;
}

/** Returns a map of texts; an empty one if it is absent. */
export function textMap(members: Members, name: string): Readonly<Record<string, string>> {
  const entries = Object.entries(toObject(memberOf(members, name) ?? {}, name));
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (typeof value !== 'string') throw wrongType(`${name}.${key}`, 'a text');
      return [key, value];
    }),
  );
}

/** Returns a list of objects that must be there. */
export function requiredObjects(members: Members, name: string): readonly Members[] {
  const value = memberOf(members, name);
  if (value === undefined) throw missing(name);
  if (!Array.isArray(value)) throw wrongType(name, 'a list');
  return value.map((element) => toObject(element, name));
}

/** @throws SqsError naming the first parameter that this server lacks */
export function refuseMembers(members: Members, names: readonly string[]): void {
  const sent = names.find((name) => memberOf(members, name) !== undefined);
  if (sent !== undefined)
    throw new SqsError('UnsupportedOperation', `The server for tests lacks the parameter ${sent}.`);
}

function toObject(value: unknown, name: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(name, 'an object');
  return value as Members; // an object of JSON
}

function memberOf(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) && members[name] !== null ? members[name] : undefined;
}

function missing(name: string): SqsError {
  return new SqsError('MissingRequiredParameterException', `The request must contain the parameter ${name}.`);
}

function wrongType(name: string, wanted: string): SqsError {
  return new SqsError('SerializationException', `${name} is not ${wanted}.`);
}
