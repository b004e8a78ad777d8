import fc from 'fast-check';
import { listValue, numberValue, type Sent, setValue, value } from './arbitrary-value.ts';

/** An expression whose placeholders have not got their names yet. */
export type Part = string | { readonly value: Sent } | { readonly name: string };
export type Parts = readonly Part[];

const join = (...parts: readonly (Part | Parts)[]): Parts => parts.flat();
const operandValue: fc.Arbitrary<Parts> = value.map((sent) => [{ value: sent }]);

const step: fc.Arbitrary<Parts> = fc.oneof(
  fc.constantFrom('a', 'b', 'x').map((name): Parts => ['.', name]),
  fc.nat({ max: 3 }).map((index): Parts => [`[${index}]`]),
);
const attributeName = fc.constantFrom('a', 'b', 'l', 'm', 'n', 's');
const name: fc.Arbitrary<Parts> = fc.oneof(
  { weight: 8, arbitrary: attributeName.map((text): Parts => [text]) },
  { weight: 4, arbitrary: fc.oneof(attributeName, fc.constant('name')).map((text): Parts => [{ name: text }]) },
  { weight: 1, arbitrary: fc.constantFrom('pk', 'sk', 'name').map((text): Parts => [text]) },
);
/** Places that most items have. */
const likelyPath: fc.Arbitrary<Parts> = fc
  .constantFrom('a', 'b', 'n', 's', 'l', 'm', 'l[0]', 'l[1]', 'm.a', 'm.x')
  .map((text): Parts => [text]);
const path: fc.Arbitrary<Parts> = fc.oneof(
  { weight: 4, arbitrary: likelyPath },
  {
    weight: 1,
    arbitrary: fc.tuple(name, fc.array(step, { maxLength: 2 })).map(([first, rest]) => join(first, ...rest)),
  },
);

const operand: fc.Arbitrary<Parts> = fc.oneof(
  { weight: 4, arbitrary: path },
  { weight: 4, arbitrary: operandValue },
  { weight: 1, arbitrary: path.map((of) => join('size(', of, ')')) },
);

/** Conditions that are valid, and sometimes true. */
const likelyTest: fc.Arbitrary<Parts> = fc.oneof(
  fc
    .constantFrom('attribute_exists(pk)', 'attribute_not_exists(b)', 'attribute_exists(m.a)')
    .map((text): Parts => [text]),
  fc
    .tuple(fc.constantFrom('=', '<>', '<', '<=', '>', '>='), numberValue)
    .map(([comparator, sent]): Parts => [`n ${comparator} `, { value: sent }]),
  fc.tuple(fc.constantFrom('a', 'b', 'm.a'), value).map(([of, sent]): Parts => [`${of} <> `, { value: sent }]),
  fc.tuple(fc.constantFrom('l', 's'), value).map(([of, sent]): Parts => [`contains(${of}, `, { value: sent }, ')']),
  fc.constantFrom('l', 'm', 's').map((of): Parts => [`size(${of}) >= `, { value: { N: '1' } }]),
);

const wildTest: fc.Arbitrary<Parts> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(operand, fc.constantFrom('=', '<>', '<', '<=', '>', '>='), operand)
      .map(([left, comparator, right]) => join(left, ` ${comparator} `, right)),
  },
  fc.tuple(operand, operand, operand).map(([of, low, high]) => join(of, ' BETWEEN ', low, ' AND ', high)),
  fc
    .tuple(operand, fc.array(operand, { minLength: 1, maxLength: 3 }))
    .map(([of, list]) => join(of, ' IN (', ...list.flatMap((member, at) => (at > 0 ? [', ', member] : [member])), ')')),
  fc
    .tuple(fc.constantFrom('attribute_exists', 'attribute_not_exists'), path)
    .map(([name, of]) => join(`${name}(`, of, ')')),
  fc
    .tuple(fc.constantFrom('begins_with', 'contains'), path, operand)
    .map(([name, of, other]) => join(`${name}(`, of, ', ', other, ')')),
  fc
    .tuple(path, fc.constantFrom('S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M', 'X'))
    .map(([of, type]) => join('attribute_type(', of, ', ', { value: { S: type } }, ')')),
);

const test = fc.oneof({ weight: 3, arbitrary: likelyTest }, { weight: 1, arbitrary: wildTest });

/** A condition or filter. */
export const condition: fc.Arbitrary<Parts> = fc.letrec<{ condition: Parts }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    { weight: 3, arbitrary: test },
    fc
      .tuple(tie('condition'), fc.constantFrom(' AND ', ' OR '), tie('condition'))
      .map(([left, word, right]) => join(left, word, right)),
    tie('condition').map((inner) => join('NOT ', inner)),
    tie('condition').map((inner) => join('(', inner, ')')),
  ),
})).condition;

const setOperand: fc.Arbitrary<Parts> = fc.oneof(
  operandValue,
  path,
  fc.tuple(path, operandValue).map(([of, otherwise]) => join('if_not_exists(', of, ', ', otherwise, ')')),
  fc
    .tuple(fc.oneof(path, operandValue), fc.oneof(path, operandValue))
    .map(([left, right]) => join('list_append(', left, ', ', right, ')')),
);
const assignment = fc
  .tuple(path, setOperand, fc.option(fc.tuple(fc.constantFrom(' + ', ' - '), setOperand), { freq: 3 }))
  .map(([of, left, sum]) => join(of, ' = ', left, ...(sum ? sum.flat() : [])));
const section = (keyword: string, action: fc.Arbitrary<Parts>): fc.Arbitrary<Parts> =>
  fc
    .array(action, { minLength: 1, maxLength: 2 })
    .map((actions) => join(`${keyword} `, ...actions.flatMap((each, at) => (at > 0 ? [', ', each] : [each]))));
const withValue = fc.tuple(path, operandValue).map(([of, sent]) => join(of, ' ', sent));

const wildUpdate: fc.Arbitrary<Parts> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: section('SET', assignment) },
      { weight: 2, arbitrary: section('REMOVE', path) },
      { weight: 2, arbitrary: section('ADD', withValue) },
      { weight: 2, arbitrary: section('DELETE', withValue) },
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((sections) => join(...sections.flatMap((each, at) => (at > 0 ? [' ', each] : [each]))));

const template = (...pieces: readonly (string | fc.Arbitrary<Sent>)[]): fc.Arbitrary<Parts> =>
  fc
    .tuple(
      ...pieces.map(
        (piece): fc.Arbitrary<Part> =>
          typeof piece === 'string' ? fc.constant(piece) : piece.map((sent) => ({ value: sent })),
      ),
    )
    .map((parts): Parts => parts);

/** Updates that fit most items. */
const likelyUpdate: fc.Arbitrary<Parts> = fc.oneof(
  template('SET n = n + ', numberValue),
  template('SET n = ', numberValue, ' - n, b = a'),
  template('SET n = if_not_exists(n, ', numberValue, ') + ', numberValue),
  template('SET a = ', value, ', b = ', value),
  template('SET l = list_append(l, ', listValue, ')'),
  template('SET l = list_append(', listValue, ', if_not_exists(l, ', listValue, '))'),
  template('SET m.a = ', value, ', m.b = if_not_exists(m.x, ', value, ')'),
  template('SET l[0] = ', value, ', l[7] = ', value, ', l[5] = ', value),
  template('SET a = m REMOVE m.a, m.x'),
  template('REMOVE l[0], l[2], b'),
  template('SET l[1] = ', value, ' REMOVE l[0]'),
  template('ADD n ', numberValue),
  template('ADD s ', setValue, ' REMOVE a'),
  template('ADD m.a ', numberValue),
  template('DELETE s ', setValue),
);

/** An update. */
export const update: fc.Arbitrary<Parts> = fc.oneof(
  { weight: 3, arbitrary: likelyUpdate },
  { weight: 1, arbitrary: wildUpdate },
);

/** A list of paths. */
export const projection: fc.Arbitrary<Parts> = fc
  .array(path, { minLength: 1, maxLength: 3 })
  .map((paths) => join(...paths.flatMap((each, at) => (at > 0 ? [', ', each] : [each]))));

/** Returns a request's parameters for expressions, with a placeholder for each value and name. */
export function expressionParameters(
  expressions: Readonly<Record<string, Parts | undefined>>,
): Record<string, unknown> {
  const names: Record<string, string> = {};
  const values: Record<string, Sent> = {};
  const print = (part: Part) => {
    if (typeof part === 'string') return part;
    if ('value' in part) {
      const placeholder = `:v${Object.keys(values).length}`;
      values[placeholder] = part.value;
      return placeholder;
    }
    names[`#${part.name}`] = part.name;
    return `#${part.name}`;
  };
  const printed = Object.entries(expressions).flatMap(([kind, parts]) =>
    parts ? [[kind, parts.map(print).join('')] as const] : [],
  );
  return {
    ...Object.fromEntries(printed),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
