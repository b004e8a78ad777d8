import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base64ToHex } from '../../src/values/hex.ts';

it('base64ToHex, any bytes, is what Node writes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      const buffer = Buffer.from(bytes);
      expect(base64ToHex(buffer.toString('base64'))).toBe(buffer.toString('hex'));
    }),
  );
});
