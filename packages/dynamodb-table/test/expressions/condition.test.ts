import { describe, expect, it } from 'vitest';
import { holds } from '../../src/expressions/condition.ts';
import { parseCondition } from '../../src/expressions/parse-condition.ts';
import { Placeholders } from '../../src/expressions/placeholders.ts';
import { isReserved, reservedWordCount } from '../../src/expressions/reserved-words.ts';
import type { AttributeMap } from '../../src/values/attribute-value.ts';

const values = {
  ':a': { S: 'a' },
  ':b': { S: 'b' },
  ':one': { N: '1' },
  ':two': { N: '2' },
  ':type': { S: 'S' },
  ':list': { L: [] },
  ':bool': { BOOL: true },
};
const item: AttributeMap = {
  a: { S: 'abc' },
  n: { N: '1.5' },
  s: { SS: ['a', 'b'] },
  l: { L: [{ S: 'a' }, { M: { deep: { N: '2' } } }] },
  m: { M: { x: { S: 'b' } } },
  status: { S: 'a' },
};

/** Returns the condition of an expression; placeholders without use do not matter here. */
function parse(expression: string) {
  return parseCondition('ConditionExpression', expression, new Placeholders({ '#status': 'status' }, values));
}

describe('a condition', () => {
  it.each([
    ['a = :a', false],
    ['m.x = :b', true],
    ['l[1].deep = :two', true],
    ['l[7] = :two', false],
    ['a <> :a', true],
    ['gone <> :a', true],
    ['gone = :a', false],
    ['gone < :one', false],
    ['n > :one AND n < :two', true],
    ['n BETWEEN :one AND :two', true],
    ['NOT n BETWEEN :one AND :two', false],
    ['n IN (:a, :one)', false],
    ['#status IN (:b, :a)', true],
    ['attribute_exists(a)', true],
    ['attribute_exists(m.y)', false],
    ['attribute_not_exists(a.b)', true],
    ['attribute_type(a, :type)', true],
    ['attribute_type(n, :type)', false],
    ['begins_with(a, :a)', true],
    ['begins_with(n, :a)', false],
    ['contains(s, :b)', true],
    ['contains(l, :a)', true],
    ['size(a) > :two', true],
    ['size(l) = :two', true],
    ['size(n) = :two', false],
    // NOT before AND before OR.
    ['attribute_exists(a) OR attribute_exists(a) AND attribute_exists(b)', true],
    ['(attribute_exists(a) OR attribute_exists(a)) AND attribute_exists(b)', false],
    ['NOT attribute_exists(b) AND attribute_exists(a)', true],
    ['not attribute_exists(b) and attribute_exists(a)', true],
    ['(attribute_exists(a)) AND (attribute_exists(n))', true],
    ['((attribute_exists(a)) AND (attribute_exists(n)))', true],
  ])('%s, is %s', (expression, expected) => {
    expect(holds(parse(expression), item)).toBe(expected);
  });

  it.each([
    ['', 'The expression can not be empty;'],
    ['a =', 'Syntax error; token: "<EOF>", near: "="'],
    ['a b c', 'Syntax error; token: "b", near: "a b c"'],
    ['a = :a)', 'Syntax error; token: ")", near: ":a)"'],
    ['a & b', 'Syntax error; token: "&", near: "&"'],
    ['a[x] = :a', 'Syntax error; token: "x", near: "[x]"'],
    ['size(a)', 'Syntax error; token: "<EOF>"'],
    ['status = :a', 'Attribute name is a reserved keyword; reserved keyword: status'],
    ['a = :x', 'An expression attribute value used in expression is not defined; attribute value: :x'],
    ['#x = :a', 'An expression attribute name used in the document path is not defined; attribute name: #x'],
    ['foo(a)', 'Invalid function name; function: foo'],
    ['foo(a) = :a', 'Invalid function name; function: foo'],
    ['a = contains(a, :a)', 'The function is not allowed to be used this way in an expression; function: contains'],
    ['if_not_exists(a, :a)', 'The function is not allowed in a condition expression; function: if_not_exists'],
    ['attribute_exists(a, b)', 'operator or function: attribute_exists, number of operands: 2'],
    ['attribute_exists(:a)', 'Operator or function requires a document path; operator or function: attribute_exists'],
    ['begins_with(a, :one)', 'operator or function: begins_with, operand type: N'],
    ['size(:one) = :one', 'operator or function: size, operand type: N'],
    ['a < :bool', 'operator or function: <, operand type: BOOL'],
    [
      'attribute_type(a, :a)',
      'Invalid attribute type name found; type: a, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}',
    ],
    ['a = a', 'operator: =, first operand: [a]'],
    [
      'a BETWEEN :b AND :a',
      'requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {S:b}',
    ],
    ['a BETWEEN :a AND :one', 'requires same data type for lower and upper bounds'],
    ['((a = :a))', 'The expression has redundant parentheses;'],
    [`a = :a${' '.repeat(4096)}`, 'Expression size has exceeded the maximum allowed size; expression size: 4102'],
    [
      Array.from({ length: 160 }, () => 'n>:one').join(' OR '),
      'The expression contains too many operators; operator count: 301',
    ],
    ['('.repeat(4000), 'The expression contains too many operators; operator count: 301'],
    ['NOT '.repeat(1000), 'The expression contains too many operators; operator count: 301'],
  ])('%s, is refused', (expression, message) => {
    expect(() => parse(expression)).toThrow(
      expect.objectContaining({
        name: 'ValidationException',
        message: expect.stringMatching(/^Invalid ConditionExpression: /),
      }),
    );
    expect(() => parse(expression)).toThrow(message);
  });
});

describe('isReserved', () => {
  it('the words of DynamoDB, are 573 in any case', () => {
    expect(reservedWordCount).toBe(573);
    expect(['name', 'Status', 'TTL', 'zone'].every(isReserved)).toBe(true);
    expect(['pk', 'sk', 'email'].some(isReserved)).toBe(false);
  });
});
