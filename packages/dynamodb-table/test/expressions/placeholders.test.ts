import { describe, expect, it } from 'vitest';
import { Placeholders } from '../../src/expressions/placeholders.ts';

describe('placeholders', () => {
  it.each([
    [{}, undefined, 'ExpressionAttributeNames must not be empty'],
    [undefined, {}, 'ExpressionAttributeValues must not be empty'],
    [{ a: 'a' }, undefined, 'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"'],
    [undefined, { a: { S: '' } }, 'ExpressionAttributeValues contains invalid key: Syntax error; key: "a"'],
    [
      undefined,
      { ':a': { N: 'x' } },
      'ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :a',
    ],
  ])('%j and %j, are refused', (names, values, message) => {
    expect(() => new Placeholders(names, values)).toThrow(message);
  });

  it('a placeholder in no expression, is refused', () => {
    const placeholders = new Placeholders({ '#a': 'a' }, { ':b': { S: '' }, ':c': { S: '' } });
    placeholders.nameOf('ConditionExpression', '#a');
    placeholders.valueOf('ConditionExpression', ':c');
    expect(() => placeholders.refuseUnused()).toThrow(
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:b}',
    );
  });
});
