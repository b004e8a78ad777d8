import { DynamoDbError, invalid, lacking } from './dynamodb-error.ts';

/** The document of a request, or an object in it. */
export type Members = Readonly<Record<string, unknown>>;

/** Returns a member that is text. */
export function textMember(members: Members, name: string): string | undefined {
  const value = memberOf(members, name);
  if (value !== undefined && typeof value !== 'string') throw wrongMember(name, 'String');
  return value;
}

/** Returns a member that is text and must be there. */
export function requiredText(members: Members, name: string): string {
  return textMember(members, name) ?? missing(name);
}

export function booleanMember(members: Members, name: string): boolean | undefined {
  const value = memberOf(members, name);
  if (value !== undefined && typeof value !== 'boolean') throw wrongMember(name, 'Boolean');
  return value;
}

/** Returns a member that is a whole number of at least `least`. */
export function countMember(members: Members, name: string, least: number): number | undefined {
  const value = memberOf(members, name);
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongMember(name, 'Integer');
  if (value < least) throw constraint(value, name, `Member must have value greater than or equal to ${least}`);
  return value;
}

export function objectMember(members: Members, name: string): Members | undefined {
  const value = memberOf(members, name);
  return value === undefined ? undefined : asObject(value, name);
}

export function requiredObject(members: Members, name: string): Members {
  return objectMember(members, name) ?? missing(name);
}

export function requiredList(members: Members, name: string): readonly unknown[] {
  const value = memberOf(members, name);
  if (value === undefined) return missing(name);
  if (!Array.isArray(value)) throw wrongMember(name, 'List');
  return value;
}

/** Returns a member that is one of a few words. */
export function wordMember<Word extends string>(
  members: Members,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = textMember(members, name);
  if (value === undefined) return undefined;
  const word = words.find((candidate) => candidate === value);
  if (word === undefined) throw constraint(value, name, `Member must satisfy enum value set: [${words.join(', ')}]`);
  return word;
}

/** @throws DynamoDbError naming the first parameter that this server does not have */
export function refuseMembers(members: Members, names: readonly string[]): void {
  const sent = names.find((name) => memberOf(members, name) !== undefined);
  if (sent !== undefined) throw lacking(`the parameter ${sent}`);
}

/** Returns the JSON object at a place of the request. */
export function asObject(value: unknown, name: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongMember(name, 'Map');
  return value as Members; // an object of JSON
}

/** Returns the error for a value that its constraint does not allow. */
function constraint(value: unknown, name: string, rule: string): DynamoDbError {
  const place = name.charAt(0).toLowerCase() + name.slice(1);
  const shown = value === null ? 'null' : `'${String(value)}'`;
  return invalid(`1 validation error detected: Value ${shown} at '${place}' failed to satisfy constraint: ${rule}`);
}

function memberOf(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) && members[name] !== null ? members[name] : undefined;
}

function missing(name: string): never {
  throw constraint(null, name, 'Member must not be null');
}

function wrongMember(name: string, wanted: string): DynamoDbError {
  return new DynamoDbError('SerializationException', `The value of ${name} cannot be converted to ${wanted}`);
}
