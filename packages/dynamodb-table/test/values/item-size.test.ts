import { describe, expect, it } from 'vitest';
import { itemSize, valueSize } from '../../src/values/item-size.ts';

describe('valueSize', () => {
  it.each([
    ['a string, its UTF-8', { S: 'aé𝒳' }, 7],
    ['zero', { N: '0' }, 1],
    ['two digits', { N: '42' }, 2],
    ['a minus', { N: '-42' }, 3],
    ['zeros at the end', { N: '4200000000' }, 2],
    ['bytes, without base64', { B: 'AAAA' }, 3],
    ['a boolean', { BOOL: false }, 1],
    ['null', { NULL: true as const }, 1],
    ['a set of strings', { SS: ['ab', 'c'] }, 3],
    ['a set of numbers', { NS: ['1', '22'] }, 4],
    ['a set of bytes', { BS: ['AA==', 'AAA='] }, 3],
    ['an empty list', { L: [] }, 3],
    ['a list', { L: [{ S: 'ab' }, { BOOL: true }] }, 8],
    ['a map', { M: { name: { S: 'ab' } } }, 10],
  ])('%s', (_what, value, bytes) => {
    expect(valueSize(value)).toBe(bytes);
  });
});

describe('itemSize', () => {
  it('names and values, are counted', () => {
    expect(itemSize({ pk: { S: 'abc' }, é: { N: '1' } })).toBe(5 + 4);
  });
});
