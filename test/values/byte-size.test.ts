import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { englishBytes, formatBytes, formatBytesApart, gibibytes, mebibytes } from '../../src/values/byte-size.ts';

describe('formatBytes', () => {
  it.each([
    [0, '0\u00a0bytes'],
    [1, '1\u00a0byte'],
    [2, '2\u00a0bytes'],
    [999, '999\u00a0bytes'],
    [1024, '1\u00a0KB'],
    [48_213, '47.1\u00a0KB'],
    [mebibytes(5), '5\u00a0MB'],
    [mebibytes(250), '250\u00a0MB'],
    [gibibytes(5), '5\u00a0GB'],
    [gibibytes(1.5), '1.5\u00a0GB'],
    [gibibytes(500), '500\u00a0GB'],
    [gibibytes(1024), '1\u00a0TB'],
    [gibibytes(5_000_000), '4883\u00a0TB'],
  ])('formatBytes, %d, gives %j', (bytes, words) => {
    expect(formatBytes(bytes, englishBytes)).toBe(words);
  });

  it.each([1024 ** 2 - 1, 1024 ** 3 - 1, 1024 ** 2 - 10])('formatBytes, %d, never says 1024 of a unit', (bytes) => {
    expect(formatBytes(bytes, englishBytes)).not.toMatch(/^1024\s/);
  });

  it('formatBytes, any size, is within five percent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (bytes) => {
        const { value = '', unit = '' } =
          /^(?<value>[\d.]+)\u00a0(?<unit>\w+)$/.exec(formatBytes(bytes, englishBytes))?.groups ?? {};
        const read = Number(value) * 1024 ** ['byte', 'KB', 'MB', 'GB', 'TB'].indexOf(unit.replace(/s$/, ''));
        expect(Math.abs(read - bytes)).toBeLessThanOrEqual(Math.max(bytes * 0.05, 1));
      }),
    );
  });
});

describe('formatBytesApart', () => {
  it('formatBytesApart, two sizes, are told as people do, to the byte where they read alike', () => {
    expect(formatBytesApart(mebibytes(6), mebibytes(5))).toEqual(['6\u00a0MB', '5\u00a0MB']);
    expect(formatBytesApart(mebibytes(5) + 1, mebibytes(5))).toEqual(['5,242,881\u00a0bytes', '5,242,880\u00a0bytes']);
  });

  it('formatBytesApart, any two sizes, read differently, and one size the same', () => {
    const size = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    const near = fc
      .tuple(size, fc.nat(2000))
      .map(([one, more]) => [one, Math.min(one + more, Number.MAX_SAFE_INTEGER)]);
    fc.assert(
      fc.property(fc.oneof(fc.tuple(size, size), near), ([one = 0, other = 0]) => {
        const [first, second] = formatBytesApart(one, other);
        expect(first === second).toBe(one === other);
      }),
    );
  });
});
