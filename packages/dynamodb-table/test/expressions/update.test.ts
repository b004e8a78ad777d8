import { describe, expect, it } from 'vitest';
import { parseUpdate } from '../../src/expressions/parse-update.ts';
import { Placeholders } from '../../src/expressions/placeholders.ts';
import { applyUpdate } from '../../src/expressions/update.ts';
import type { AttributeMap } from '../../src/values/attribute-value.ts';

const values = {
  ':s': { S: 's' },
  ':one': { N: '1' },
  ':list': { L: [{ S: 'new' }] },
  ':set': { SS: ['b', 'c'] },
  ':numbers': { NS: ['1'] },
  ':map': { M: {} },
};
const item: AttributeMap = {
  n: { N: '0.1' },
  a: { S: 'a' },
  b: { S: 'b' },
  set: { SS: ['a', 'b'] },
  l: { L: [{ S: '0' }, { S: '1' }, { S: '2' }] },
  m: { M: { x: { N: '5' }, l: { L: [] } } },
};

function update(expression: string, of: AttributeMap = item): AttributeMap {
  return applyUpdate(of, parseUpdate(expression, new Placeholders({ '#set': 'set' }, values)));
}

describe('an update', () => {
  it.each<[string, object]>([
    ['SET n = n + :one', { n: { N: '1.1' } }],
    ['SET n = :one - n', { n: { N: '0.9' } }],
    ['SET a = b, b = a', { a: { S: 'b' }, b: { S: 'a' } }],
    ['SET c = if_not_exists(c, :s)', { c: { S: 's' } }],
    ['SET a = if_not_exists(a, :s)', { a: { S: 'a' } }],
    ['SET c = if_not_exists(c, :one) + :one', { c: { N: '2' } }],
    ['SET l = list_append(l, :list)', { l: { L: [...'012'].map((S) => ({ S })).concat({ S: 'new' }) } }],
    ['SET l = list_append(:list, if_not_exists(c, :list))', { l: { L: [{ S: 'new' }, { S: 'new' }] } }],
    ['SET m.x = :s', { m: { M: { x: { S: 's' }, l: { L: [] } } } }],
    ['SET m.l[3] = :s', { m: { M: { x: { N: '5' }, l: { L: [{ S: 's' }] } } } }],
    ['SET l[9] = :one, l[5] = :s', { l: { L: [{ S: '0' }, { S: '1' }, { S: '2' }, { S: 's' }, { N: '1' }] } }],
    ['REMOVE l[0], l[2]', { l: { L: [{ S: '1' }] } }],
    ['REMOVE l[9]', { l: item.l }],
    ['SET l[1] = :s REMOVE l[0]', { l: { L: [{ S: 's' }, { S: '2' }] } }],
    ['SET l[9] = :s REMOVE l[3], l[0]', { l: { L: [{ S: '1' }, { S: '2' }, { S: 's' }] } }],
    ['REMOVE a, m.x', { a: undefined, m: { M: { l: { L: [] } } } }],
    ['ADD n :one', { n: { N: '1.1' } }],
    ['ADD c :one', { c: { N: '1' } }],
    ['ADD #set :set', { set: { SS: ['a', 'b', 'c'] } }],
    ['ADD m.x :one', { m: { M: { x: { N: '6' }, l: { L: [] } } } }],
    ['DELETE #set :set', { set: { SS: ['a'] } }],
    ['DELETE c :set', { c: undefined }],
    ['set a = :s remove b', { a: { S: 's' }, b: undefined }],
    ['SET n = (n + :one)', { n: { N: '1.1' } }],
  ])('%s', (expression, changed) => {
    expect({ ...update(expression) }).toEqual(
      Object.fromEntries(Object.entries({ ...item, ...changed }).filter(([, value]) => value !== undefined)),
    );
  });

  it('DELETE of the last members, removes the attribute', () => {
    expect({ ...update('DELETE #set :set', { set: { SS: ['b'] } }) }).toEqual({});
  });

  it('the item before, stays as it was', () => {
    const before = structuredClone(item);
    update('SET m.x = :s, l[0] = :s REMOVE l[1] ADD n :one DELETE #set :set');
    expect(item).toEqual(before);
  });

  it.each([
    ['SET a = gone', 'The provided expression refers to an attribute that does not exist in the item'],
    ['SET a = a + :one', 'An operand in the update expression has an incorrect data type'],
    ['SET l = list_append(a, :list)', 'An operand in the update expression has an incorrect data type'],
    ['ADD a :one', 'An operand in the update expression has an incorrect data type'],
    ['ADD #set :numbers', 'An operand in the update expression has an incorrect data type'],
    ['DELETE a :set', 'An operand in the update expression has an incorrect data type'],
    ['SET gone.a = :s', 'The document path provided in the update expression is invalid for update'],
    ['SET a[0] = :s', 'The document path provided in the update expression is invalid for update'],
    ['REMOVE gone.a', 'The document path provided in the update expression is invalid for update'],
  ])('%s, does not fit the item', (expression, message) => {
    expect(() => update(expression)).toThrow(message);
  });

  it.each([
    ['SET a', 'Syntax error; token: "<EOF>", near: "a"'],
    ['FOO a', 'Syntax error; token: "FOO", near: "FOO a"'],
    ['REMOVE', 'Syntax error; token: "<EOF>"'],
    ['SET a = :s b', 'Syntax error; token: "b", near: ":s b"'],
    ['SET n = n + :one + :one', 'Syntax error; token: "+"'],
    ['SET a = :s SET b = :s', 'The "SET" section can only be used once in an update expression;'],
    [
      'SET a = :s, a = :one',
      'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
    ],
    ['SET m.x = :s REMOVE m', 'path one: [m, x], path two: [m]'],
    [
      'SET q.a = :s, q[0] = :s',
      'Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [q, a], path two: [q, [0]]',
    ],
    ['SET a = :s + :one', 'operator or function: +, operand type: S'],
    ['SET a = list_append(:s, :list)', 'operator or function: list_append, operand type: S'],
    [
      'SET a = if_not_exists(:s, :s)',
      'Operator or function requires a document path; operator or function: if_not_exists',
    ],
    ['SET a = if_not_exists(a)', 'operator or function: if_not_exists, number of operands: 1'],
    ['SET a = foo(:s)', 'Invalid function name; function: foo'],
    ['SET a = size(b)', 'The function is not allowed in an update expression; function: size'],
    ['ADD a :map', 'operator: ADD, operand type: MAP, typeSet: ALLOWED_FOR_ADD_OPERAND'],
    ['DELETE a :one', 'operator: DELETE, operand type: NUMBER, typeSet: ALLOWED_FOR_DELETE_OPERAND'],
    ['SET name = :s', 'reserved keyword: name'],
    [`SET a = ${'('.repeat(4000)}`, 'The expression contains too many operators; operator count: 301'],
  ])('%s, is refused', (expression, message) => {
    expect(() => update(expression)).toThrow(/^Invalid UpdateExpression: /);
    expect(() => update(expression)).toThrow(message);
  });
});
