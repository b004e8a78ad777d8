import { describe, expect, it } from 'vitest';
import { findCharset } from '../../src/inspection/charset.ts';
import { mebibytes } from '../../src/values/byte-size.ts';
import { bytes } from '../support/sample-files.ts';
import { storedBytes } from './stored-bytes.ts';

const umlauts = 'Größe;Preis\r\n';
const latin1 = bytes(Buffer.from(umlauts, 'latin1'));

const known: readonly (readonly [text: string, content: Uint8Array, charset: string | null])[] = [
  ['ASCII', bytes('name;size\r\n'), 'utf-8'],
  ['UTF-8', bytes(umlauts), 'utf-8'],
  ['UTF-8 with its mark', bytes('\ufeff', umlauts), 'utf-8'],
  ['UTF-16LE with its mark', bytes(Buffer.from(`\ufeff${umlauts}`, 'utf16le')), 'utf-16le'],
  ['UTF-16BE with its mark', bytes(Buffer.from(`\ufeff${umlauts}`, 'utf16le').swap16()), 'utf-16be'],
  ['UTF-16LE without a mark', bytes(Buffer.from(umlauts, 'utf16le')), null],
  ['UTF-32LE with its mark', bytes(0xff, 0xfe, 0, 0, 'a', 0, 0, 0), null],
  ['Latin-1', latin1, null],
  ['Shift-JIS', bytes(0x8e, 0x81, 0x96, 0xbc, ',', 0x8f, 0x5a, 0x8f, 0x8a), null],
  ['ISO-2022-JP', bytes('\x1b$B<+J,\x1b(B'), null],
  ['a terminal in colours', bytes('\x1b[31mGröße\x1b[0m\n'), 'utf-8'],
  ['UTF-8 that is cut in a character', bytes(umlauts).subarray(0, 3), 'utf-8'],
];

describe('findCharset', () => {
  it.each(known)('findCharset, a text in %s, gives its charset', async (_text, content, charset) => {
    expect(await findCharset(storedBytes(content))).toBe(charset);
  });

  it('findCharset, a long text whose samples cut characters, gives UTF-8', async () => {
    for (const before of ['', 'a', 'aa', 'aaa', 'ä', '🎉'])
      for (const letter of ['ä', '€', '🎉'])
        expect(await findCharset(storedBytes(bytes(before, letter.repeat(99_999))))).toBe('utf-8');
  });

  it('findCharset, a long text whose middle or end is not UTF-8, gives none', async () => {
    const ascii = bytes('name;size\r\n'.repeat(30_000));
    const { length } = ascii;
    for (const at of [length / 2, length - latin1.length]) {
      const mixed = Uint8Array.from(ascii);
      mixed.set(latin1, at);
      expect(await findCharset(storedBytes(mixed)), `${at}`).toBeNull();
    }
  });

  it('findCharset, a text of any size, reads three samples at most', async () => {
    const stored = storedBytes({ size: mebibytes(5000), parts: [[0, bytes('a')]] });
    await findCharset(stored);
    expect(stored.readBytes()).toBeLessThan(200_000);
  });
});
