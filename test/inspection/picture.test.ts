import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectInProportion } from '../support/in-proportion.ts';
import { bytes, gifOf, jpegOf, pngOf, webpOf } from '../support/sample-files.ts';
import { pictureProblem } from './checks-in-words.ts';
import { storedBytes } from './stored-bytes.ts';

const limits = { minPixels: 64, maxPixels: 4096 };
const unreadable = /can’t be read/;

describe('pictureProblem', () => {
  it.each([
    ['PNG', pngOf],
    ['JPEG', jpegOf],
    ['WebP', webpOf],
  ])('pictureProblem, a %s, has its sides read from its bytes and compared with the limits', async (_name, make) => {
    expect(await faultOf(make(64, 64))).toBeUndefined();
    expect(await faultOf(make(4096, 64))).toBeUndefined();
    expect(await faultOf(make(63, 64))).toMatch(/63 × 64 pixels\. Each side must be between 64 and 4096 pixels\./);
    expect(await faultOf(make(64, 4097))).toContain('64 × 4097');
  });

  it('pictureProblem, 50,000 × 50,000 pixels in the header, a problem without decoding (attack 46)', async () => {
    expect(await faultOf(pngOf(1, 1, { width: 50_000, height: 50_000 }))).toContain('50000 × 50000');
    expect(await faultOf(jpegOf(50_000, 50_000))).toContain('50000 × 50000');
  });

  it('pictureProblem, large camera notes, finds the size behind, not behind enormous ones (attack 46)', async () => {
    expect(await faultOf(jpegOf(100, 100, 400_000))).toBeUndefined();
    expect(await faultOf(jpegOf(100, 100, 900_000))).toMatch(unreadable);
  });

  it('pictureProblem, a truncated picture, a problem with a sentence (attack 46)', async () => {
    for (const whole of [pngOf(100, 100), jpegOf(100, 100), webpOf(100, 100)])
      for (const length of [0, 1, 8, 12, 20]) expect(await faultOf(whole.subarray(0, length))).toMatch(unreadable);
  });

  it('pictureProblem, circles and zero lengths in the structure, ends at once (attack 46)', async () => {
    const cyclicTiff = bytes('II*\0', 8, 0, 0, 0, 1, 0, 0, 1, 4, 0, 1, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0);
    const emptySegments = bytes(0xff, 0xd8, Buffer.alloc(400_000, Buffer.from([0xff, 0xe0, 0, 0])));
    const emptyBoxes = bytes(0, 0, 0, 0, 'ftypavif', new Uint8Array(500_000));
    for (const content of [cyclicTiff, emptySegments, emptyBoxes])
      await expectInProportion(content.length, async () => expect(await faultOf(content)).toBeDefined());
  });

  it('pictureProblem, any bytes after any beginning, returns soon (attack 46)', async () => {
    const beginning = fc
      .constantFrom(pngOf(9, 9), jpegOf(9, 9), webpOf(9, 9), gifOf(9, 9))
      .chain((whole) => fc.nat(whole.length).map((length) => whole.subarray(0, length)));
    await fc.assert(
      fc.asyncProperty(beginning, fc.uint8Array({ maxLength: 2000 }), async (start, rest) => {
        expect((await faultOf(bytes(start, rest))) ?? 'good').toMatch(
          /^good$|pixels|can’t be read|end of this picture is missing/,
        );
      }),
    );
  });

  it('pictureProblem, a picture of any size, reads less than a megabyte', async () => {
    const film = bytes(0xff, 0xd9);
    const stored = storedBytes({
      size: 5e9,
      parts: [
        [0, jpegOf(100, 100)],
        [5e9 - 200_000, film],
      ],
    });
    expect(await pictureProblem(limits, stored)).toBeUndefined();
    expect(stored.readBytes()).toBe(768 * 1024);
  });
});

function faultOf(content: Uint8Array): Promise<string | undefined> {
  return pictureProblem(limits, storedBytes(content));
}
