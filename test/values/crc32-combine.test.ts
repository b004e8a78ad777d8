import { crc32 as crc32OfZlib } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineCrc32 } from '../../src/values/crc32-combine.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

test('combineCrc32, two stretches, gives that of both', () => {
  fc.assert(
    fc.property(bytes, bytes, (first, second) => {
      const both = crc32OfZlib(Buffer.concat([first, second]));
      expect(combineCrc32(crc32OfZlib(first), crc32OfZlib(second), second.length)).toBe(both);
    }),
  );
});

test('combineCrc32, a stretch longer than 32 bits can count, gives that of both', () => {
  fc.assert(
    fc.property(
      fc.nat(2 ** 32 - 1),
      fc.nat(2 ** 32 - 1),
      fc.integer({ min: 2 ** 33, max: 2 ** 45 }),
      (a, b, length) => {
        // (a · x^m) · x^n = a · x^(m+n): two zero-filled stretches are one of their joint length.
        const half = Math.floor(length / 2);
        const atOnce = combineCrc32(a, b, length);
        expect(combineCrc32(combineCrc32(a, 0, half), b, length - half)).toBe(atOnce);
      },
    ),
  );
});
