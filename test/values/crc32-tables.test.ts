import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineCrc32 } from '../../src/values/crc32-combine.ts';
import { combineCrc32ByTables } from '../../src/values/crc32-tables.ts';

const crc32 = fc.nat(2 ** 32 - 1);

test('combineCrc32ByTables, any length, gives what combineCrc32 gives', () => {
  fc.assert(
    fc.property(crc32, crc32, fc.oneof(fc.nat(1000), fc.maxSafeInteger().map(Math.abs)), (first, second, length) => {
      expect(combineCrc32ByTables(first, second, length)).toBe(combineCrc32(first, second, length));
    }),
  );
});
