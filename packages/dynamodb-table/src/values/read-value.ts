import { DynamoDbError, invalid } from '../dynamodb-error.ts';
import {
  type AttributeMap,
  type AttributeType,
  type AttributeValue,
  attributeTypes,
  draftMap,
} from './attribute-value.ts';
import { normalizeNumber } from './decimal.ts';

/** Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-attributes */
const maxNesting = 31; // the value in them is the 32nd level
const known: ReadonlySet<string> = new Set(attributeTypes);
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const parameters = 'One or more parameter values were invalid:';

/** Reads a map of values from a request, for example an item. */
export function readAttributes(json: unknown, depth = 0): AttributeMap {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw notTyped('Map');
  const attributes = draftMap();
  // Its own names only, and JSON has no others.
  for (const name in json) attributes[name] = readValue((json as Record<string, unknown>)[name], depth);
  return attributes;
}

/**
 * Reads one value from a request, in the one form that is kept of it.
 *
 * @throws DynamoDbError ValidationException or SerializationException
 */
export function readValue(json: unknown, depth = 0): AttributeValue {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw notTyped('AttributeValue');
  const value = json as Record<string, unknown>; // an object of JSON
  let type: AttributeType | undefined;
  for (const name in value) {
    if (!known.has(name) || value[name] === null) continue;
    if (type !== undefined)
      throw invalid(
        'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
      );
    type = name as AttributeType; // as `known` holds
  }
  if (type === undefined)
    throw invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  return readTyped(type, value[type], depth);
}

function readTyped(type: AttributeType, json: unknown, depth: number): AttributeValue {
  switch (type) {
    case 'S':
      return { S: readText(json) };
    case 'N':
      return { N: normalizeNumber(readText(json)) };
    case 'B':
      return { B: readBytes(json) };
    case 'BOOL':
      if (typeof json !== 'boolean') throw notTyped('Boolean');
      return { BOOL: json };
    case 'NULL':
      if (typeof json !== 'boolean') throw notTyped('Boolean');
      if (!json) throw invalid(`${parameters} Null attribute value types must have the value of true`);
      return { NULL: true };
    case 'SS':
      return { SS: readSet(json, readText, 'An string set  may not be empty') };
    case 'NS':
      return { NS: readSet(json, (text) => normalizeNumber(readText(text)), 'An number set  may not be empty') };
    case 'BS':
      return { BS: readSet(json, readBytes, 'Binary sets should not be empty') };
    case 'L':
      return { L: listOf(json).map((value) => readValue(value, deeper(depth))) };
    case 'M':
      return { M: readAttributes(json, deeper(depth)) };
  }
}

function readText(json: unknown): string {
  if (typeof json !== 'string') throw notTyped('String');
  // Half of a surrogate pair has no UTF-8, which keys are made of.
  return json.toWellFormed();
}

function readBytes(json: unknown): string {
  if (typeof json !== 'string') throw notTyped('Blob');
  if (!base64.test(json)) throw new DynamoDbError('SerializationException', 'The bytes are not valid Base64.');
  return Buffer.from(json, 'base64').toString('base64');
}

function readSet(json: unknown, read: (member: unknown) => string, whenEmpty: string): readonly string[] {
  const members = listOf(json).map(read);
  if (members.length === 0) throw invalid(`${parameters} ${whenEmpty}`);
  if (new Set(members).size < members.length)
    throw invalid(`${parameters} Input collection [${members.join(', ')}] contains duplicates.`);
  return members;
}

function listOf(json: unknown): readonly unknown[] {
  if (!Array.isArray(json)) throw notTyped('List');
  return json;
}

function deeper(depth: number): number {
  if (depth === maxNesting)
    throw invalid(
      'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
    );
  return depth + 1;
}

function notTyped(wanted: string): DynamoDbError {
  return new DynamoDbError('SerializationException', `A value of the request cannot be converted to ${wanted}`);
}
