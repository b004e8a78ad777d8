import { describe, expect, it } from 'vitest';
import { attributeOf } from '../../src/values/attribute-value.ts';
import { readAttributes, readValue } from '../../src/values/read-value.ts';

describe('readValue', () => {
  it('numbers, keep one form, in sets too', () => {
    expect(readValue({ N: '1.0' })).toEqual({ N: '1' });
    expect(readValue({ NS: ['1e1', '2'] })).toEqual({ NS: ['10', '2'] });
  });

  it('half of a surrogate pair, becomes U+FFFD', () => {
    expect(readValue({ S: 'a\ud83d' })).toEqual({ S: 'a\ufffd' });
  });

  it('a member that is null, counts as missing', () => {
    expect(readValue({ S: null, N: '1' })).toEqual({ N: '1' });
  });

  it.each([
    [
      {},
      'ValidationException',
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    ],
    [{ S: 'a', N: '1' }, 'ValidationException', 'more than one datatypes set'],
    [{ SS: [] }, 'ValidationException', 'An string set  may not be empty'],
    [{ NS: [] }, 'ValidationException', 'An number set  may not be empty'],
    [{ BS: [] }, 'ValidationException', 'Binary sets should not be empty'],
    [{ SS: ['a', 'a'] }, 'ValidationException', 'Input collection [a, a] contains duplicates.'],
    [{ NS: ['1', '1.0'] }, 'ValidationException', 'contains duplicates.'],
    [{ NULL: false }, 'ValidationException', 'Null attribute value types must have the value of true'],
    [{ B: 'x' }, 'SerializationException', 'Base64'],
    [{ S: 1 }, 'SerializationException', 'cannot be converted to String'],
    [{ BOOL: 'true' }, 'SerializationException', 'cannot be converted to Boolean'],
    [{ L: {} }, 'SerializationException', 'cannot be converted to List'],
    [{ M: [] }, 'SerializationException', 'cannot be converted to Map'],
    [null, 'SerializationException', 'cannot be converted to AttributeValue'],
  ])('%j, is refused', (sent, name, message) => {
    expect(() => readValue(sent)).toThrow(expect.objectContaining({ name, message: expect.stringContaining(message) }));
  });

  it('32 levels, are read, and 33 are not', () => {
    const nested = (levels: number): object => (levels === 1 ? { S: 'x' } : { L: [nested(levels - 1)] });
    expect(readValue(nested(32))).toEqual(nested(32));
    expect(() => readValue(nested(33))).toThrow('Nesting Levels have exceeded supported limits');
  });
});

describe('readAttributes', () => {
  it('names of Object.prototype, are ordinary names', () => {
    const item = readAttributes(JSON.parse('{ "__proto__": { "S": "a" }, "constructor": { "N": "1" } }'));
    expect(JSON.stringify(item)).toBe('{"__proto__":{"S":"a"},"constructor":{"N":"1"}}');
    expect(attributeOf(item, 'toString')).toBeUndefined();
  });
});
