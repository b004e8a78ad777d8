import fc, { type Arbitrary } from 'fast-check';

/** As much of JSON Schema as the document uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly example?: unknown;
}

/** Values that a schema admits. `known` are values that the app itself has given out, by the name of the property. */
export function valuesOf(
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  known: Readonly<Record<string, Arbitrary<unknown>>>,
): Arbitrary<unknown> {
  const valuesOfPart = (part: Schema) => valuesOf(part, schemas, known);
  if (schema.$ref !== undefined) return valuesOfPart(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valuesOfPart));
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type: string) => valuesOfPart({ ...schema, type })));
  switch (schema.type) {
    case 'object':
      return objectsOf(schema, (part, name) => known[name] ?? valuesOfPart(part));
    case 'array':
      return fc.array(valuesOfPart(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 4, 4),
      });
    case 'string':
      return textsOf(schema);
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -10, max: Math.min(schema.maximum ?? 2 ** 31, 2 ** 31) - 1 });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

/** A value with something changed that the schema most often forbids. */
export function mutationsOf(values: Arbitrary<unknown>): Arbitrary<unknown> {
  const hostile = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(null, '', -1, 1e308, 2 ** 53, [], {}, '__proto__', '\u0000', '\ud800', 'x'.repeat(20_000)),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  return fc
    .tuple(values, fc.nat(), fc.string({ maxLength: 8 }), hostile, fc.nat(3))
    .map(([value, at, name, other, way]) => {
      if (typeof value !== 'object' || value === null || Array.isArray(value) || way === 0) return other;
      const keys = Object.keys(value);
      const key = keys[at % Math.max(keys.length, 1)] ?? name;
      if (way === 1) return Object.fromEntries(Object.entries(value).filter(([each]) => each !== key));
      return { ...value, [way === 2 ? key : name]: other };
    });
}

function objectsOf(
  { properties = {}, required = [] }: Schema,
  valuesOfPart: (part: Schema, name: string) => Arbitrary<unknown>,
): Arbitrary<unknown> {
  const model = Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, valuesOfPart(part, name)]));
  return fc.record(model, { requiredKeys: [...required] });
}

function textsOf({ pattern, minLength = 0, maxLength = 60 }: Schema): Arbitrary<string> {
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern));
  const lengths = { minLength, maxLength: Math.max(minLength, Math.min(maxLength, 60)) };
  return fc.oneof(fc.string(lengths), fc.string({ ...lengths, unit: 'grapheme' }));
}
