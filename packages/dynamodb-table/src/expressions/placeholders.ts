import { invalid } from '../dynamodb-error.ts';
import type { AttributeValue } from '../values/attribute-value.ts';
import { readValue } from '../values/read-value.ts';
import { type ExpressionKind, invalidExpression } from './expression-error.ts';

/** The placeholders of one request, which its expressions share; it knows which of them were used. */
export class Placeholders {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, AttributeValue>;
  readonly #usedNames = new Set<string>();
  readonly #usedValues = new Set<string>();

  /**
   * Reads the placeholders of a request.
   *
   * @param names the request's `ExpressionAttributeNames`, as it was sent
   * @param values its `ExpressionAttributeValues`, as they were sent
   * @throws DynamoDbError for a malformed or empty map
   */
  constructor(
    names: Readonly<Record<string, unknown>> | undefined,
    values: Readonly<Record<string, unknown>> | undefined,
  ) {
    this.#names = readMap('ExpressionAttributeNames', /^#[A-Za-z0-9_]+$/, names, String);
    this.#values = readMap('ExpressionAttributeValues', /^:[A-Za-z0-9_]+$/, values, (value, key) => {
      try {
        return readValue(value);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        throw invalid(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`);
      }
    });
  }

  /** Returns the name behind `#name`. */
  nameOf(kind: ExpressionKind, placeholder: string): string {
    const name = this.#names.get(placeholder);
    if (name === undefined)
      throw invalidExpression(
        kind,
        `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
      );
    this.#usedNames.add(placeholder);
    return name;
  }

  /** Returns the value behind `:value`. */
  valueOf(kind: ExpressionKind, placeholder: string): AttributeValue {
    const value = this.#values.get(placeholder);
    if (value === undefined)
      throw invalidExpression(
        kind,
        `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
      );
    this.#usedValues.add(placeholder);
    return value;
  }

  /** @throws DynamoDbError when a placeholder is in no expression */
  refuseUnused(): void {
    refuseUnused('ExpressionAttributeNames', this.#names, this.#usedNames);
    refuseUnused('ExpressionAttributeValues', this.#values, this.#usedValues);
  }
}

function readMap<Value>(
  parameter: string,
  syntax: RegExp,
  json: Readonly<Record<string, unknown>> | undefined,
  read: (value: unknown, key: string) => Value,
): ReadonlyMap<string, Value> {
  if (json === undefined) return new Map();
  const entries = Object.entries(json);
  if (entries.length === 0) throw invalid(`${parameter} must not be empty`);
  for (const [key] of entries)
    if (!syntax.test(key)) throw invalid(`${parameter} contains invalid key: Syntax error; key: "${key}"`);
  return new Map(entries.map(([key, value]) => [key, read(value, key)]));
}

function refuseUnused(parameter: string, given: ReadonlyMap<string, unknown>, used: ReadonlySet<string>): void {
  const unused = [...given.keys()].filter((key) => !used.has(key));
  if (unused.length > 0)
    throw invalid(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`);
}
