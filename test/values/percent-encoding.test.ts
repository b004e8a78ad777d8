import fc from 'fast-check';
import { expect, it } from 'vitest';
import { percentEncode } from '../../src/values/percent-encoding.ts';

it('percentEncode, the signs that encodeURIComponent leaves, encodes all but those that are kept', () => {
  expect(percentEncode("a !'()*ü")).toBe('a%20%21%27%28%29%2A%C3%BC');
  expect(percentEncode("!'()*", '!')).toBe('!%27%28%29%2A');
});

it('percentEncode, any text, decodes to the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decodeURIComponent(percentEncode(text.toWellFormed()))).toBe(text.toWellFormed());
    }),
  );
});
