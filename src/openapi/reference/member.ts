import { type JsonSchema, referredName } from '../api-document.ts';

/** A member of a JSON object, as a row of the reference shows it. */
export interface Member {
  /** Its name; the members of objects within it follow, such as `parts[].partNumber`. */
  readonly name: string;
  readonly type: TypeText;
  readonly isRequired: boolean;
  readonly description: string | undefined;
}

/** The words for a type; the ones with a `schema` are names of schemas. */
export type TypeText = readonly (string | { readonly schema: string })[];

/** Returns the members of an object's schema, those of inner objects right after the member that holds them. */
export function membersOf({ properties = {}, required = [] }: JsonSchema, prefix = ''): readonly Member[] {
  return Object.entries(properties).flatMap(([key, schema]) => {
    const name = prefix + key;
    const member = {
      name,
      type: [...typeOf(schema), ...limitsOf(schema)],
      isRequired: required.includes(key),
      description: schema.description ?? schema.title,
    };
    const inner = schema.items ? membersOf(schema.items, `${name}[].`) : membersOf(schema, `${name}.`);
    return [member, ...inner];
  });
}

function typeOf(schema: JsonSchema): TypeText {
  const { $ref, anyOf, items, additionalProperties, type = 'any JSON', format } = schema;
  if ($ref !== undefined) return [{ schema: referredName({ $ref }) }];
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  if (schema.enum) return [schema.enum.map((value) => JSON.stringify(value)).join(' or ')];
  if (anyOf) return anyOf.flatMap((one, at) => [...(at > 0 ? [' or '] : []), ...typeOf(one)]);
  if (items) return ['list of ', ...typeOf(items)];
  if (isSchema(additionalProperties)) return ['object of ', ...typeOf(additionalProperties)];
  const names = [type].flat().join(' or ');
  return [format === undefined ? names : `${names} (${format})`];
}

/** Returns the limits of a value in words, such as ", 1 to 50 characters". */
function limitsOf(schema: JsonSchema): readonly string[] {
  const limits = [
    range(schema.minLength, schema.maxLength, ' characters'),
    range(schema.minItems, schema.maxItems, ' items'),
    range(schema.minimum, schema.maximum, ''),
    schema.default === undefined ? undefined : `default ${JSON.stringify(schema.default)}`,
  ];
  return limits.filter((limit) => limit !== undefined).map((limit) => `, ${limit}`);
}

function range(least: number | undefined, most: number | undefined, unit: string): string | undefined {
  if (least === undefined) return most === undefined ? undefined : `at most ${most}${unit}`;
  return most === undefined ? `at least ${least}${unit}` : `${least} to ${most}${unit}`;
}

function isSchema(value: boolean | JsonSchema | undefined): value is JsonSchema {
  return typeof value === 'object' && Object.keys(value).length > 0;
}
