import { describe, expect, it } from 'vitest';
import type { AttributeValue } from '../../src/values/attribute-value.ts';
import { areEqual, containsValue, orderOf } from '../../src/values/compare-values.ts';

const samples: readonly AttributeValue[] = [
  { S: '1' },
  { N: '1' },
  { B: 'MQ==' },
  { BOOL: true },
  { NULL: true },
  { SS: ['1'] },
  { NS: ['1'] },
  { BS: ['MQ=='] },
  { L: [{ N: '1' }] },
  { M: { a: { N: '1' } } },
];

describe('areEqual', () => {
  it('each value, equals itself and no value of another type', () => {
    for (const one of samples)
      for (const other of samples) expect(areEqual(one, structuredClone(other))).toBe(one === other);
  });

  it.each<[string, AttributeValue, AttributeValue, boolean]>([
    ['sets in another order', { SS: ['a', 'b'] }, { SS: ['b', 'a'] }, true],
    ['a set within another', { SS: ['a'] }, { SS: ['a', 'b'] }, false],
    ['lists in another order', { L: [{ S: 'a' }, { S: 'b' }] }, { L: [{ S: 'b' }, { S: 'a' }] }, false],
    ['maps with another name', { M: { a: { S: '' } } }, { M: { toString: { S: '' } } }, false],
  ])('%s', (_what, one, other, equal) => {
    expect(areEqual(one, other)).toBe(equal);
  });
});

describe('orderOf', () => {
  it('strings, numbers and binaries, have an order, and two types have none', () => {
    expect(orderOf({ S: 'a' }, { S: 'b' })).toBe(-1);
    expect(orderOf({ N: '10' }, { N: '9' })).toBeGreaterThan(0);
    expect(orderOf({ B: '/w==' }, { B: 'AA==' })).toBe(1);
    expect(orderOf({ S: '1' }, { N: '1' })).toBeUndefined();
    expect(orderOf({ BOOL: true }, { BOOL: false })).toBeUndefined();
  });
});

describe('containsValue', () => {
  it.each<[AttributeValue, AttributeValue, boolean]>([
    [{ S: 'abc' }, { S: 'bc' }, true],
    [{ S: '123' }, { N: '2' }, false],
    [{ B: 'AQID' }, { B: 'AgM=' }, true],
    [{ SS: ['a', 'b'] }, { S: 'b' }, true],
    [{ NS: ['1'] }, { N: '1' }, true],
    [{ BS: ['AA=='] }, { B: 'AA==' }, true],
    [{ L: [{ M: {} }] }, { M: {} }, true],
    [{ L: [{ S: 'a' }] }, { N: '1' }, false],
    [{ M: { a: { S: 'a' } } }, { S: 'a' }, false],
  ])('%j and %j', (container, part, contains) => {
    expect(containsValue(container, part)).toBe(contains);
  });
});
