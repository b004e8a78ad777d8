import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRange } from '../../src/objects/range.ts';

describe('readRange', () => {
  const bytes = (range: string, size: number) => {
    const { start, end } = readRange(range, size) ?? { start: 0, end: size };
    return Array.from({ length: size }, (_, index) => index).slice(start, end);
  };

  it('a range of bytes, gives its first and last byte', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(60), fc.nat(60), (size, first, last) => {
        const all = Array.from({ length: size }, (_, index) => index);
        if (first < size && first <= last)
          expect(bytes(`bytes=${first}-${last}`, size)).toEqual(all.slice(first, last + 1));
        if (first < size) expect(bytes(`bytes=${first}-`, size)).toEqual(all.slice(first));
        if (last > 0) expect(bytes(`bytes=-${last}`, size)).toEqual(all.slice(-last));
      }),
    );
  });

  it('a range without a byte, throws', () => {
    for (const [range, size] of [
      ['bytes=10-', 10],
      ['bytes=10-20', 10],
      ['bytes=-0', 10],
      ['bytes=0-', 0],
      ['bytes=-5', 0],
    ] as const) {
      expect(() => readRange(range, size)).toThrow(expect.objectContaining({ code: 'InvalidRange' }));
    }
  });

  it('anything but one range, gives no range (attack 61)', () => {
    const many = `bytes=${Array.from({ length: 1000 }, (_, index) => `${index}-${index}`).join(',')}`;
    for (const range of [
      undefined,
      '',
      'bytes=',
      'bytes=-',
      'bytes=5-2',
      'bytes=a-b',
      'bytes=1',
      'lines=1-2',
      'bytes=0-0,2-2',
      many,
    ]) {
      expect(readRange(range, 10)).toBeUndefined();
    }
  });
});
