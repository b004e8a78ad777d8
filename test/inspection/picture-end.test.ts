import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes, gifOf, jpegOf, jpegWithThumbnail, pngOf, webpOf, zipOf } from '../support/sample-files.ts';
import { pictureProblem } from './checks-in-words.ts';
import { storedBytes } from './stored-bytes.ts';

const limits = { minPixels: 1, maxPixels: 5000 };
const cut = /end of this picture is missing|can’t be read/;
const faultOf = (content: Uint8Array) => pictureProblem(limits, storedBytes(content));

const makers = [
  ['PNG', pngOf],
  ['JPEG', jpegOf],
  ['JPEG with a thumbnail', jpegWithThumbnail],
  ['WebP', webpOf],
  ['GIF', gifOf],
] as const;

describe.each(makers)('a %s', (_name, make) => {
  it('pictureProblem, the whole picture, is accepted', async () => {
    expect(await faultOf(make(64, 64))).toBeUndefined();
  });

  it('pictureProblem, the picture cut anywhere, a problem with a sentence (attack 46)', async () => {
    const whole = make(64, 64);
    for (let length = 0; length < whole.length; length++)
      expect(await faultOf(whole.subarray(0, length)), `${length} bytes`).toMatch(cut);
  });
});

/** A segment of any kind with any content, a whole JPEG too. */
const segment = fc
  .tuple(
    fc.constantFrom(0xc4, 0xdb, 0xe0, 0xe1, 0xed, 0xfe),
    fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.constant(jpegWithThumbnail(9, 9))),
  )
  .map(([marker, content]) => bytes(0xff, marker, 0, content.length + 2, content));
/** The fill bytes between two segments. */
const fill = fc.nat({ max: 3 }).map((length) => new Uint8Array(length).fill(0xff));
/** Pixels of any kind, in which 0xFF is followed by 0. */
const pixels = fc
  .uint8Array({ maxLength: 60 })
  .map((content) => bytes(...[...content].flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]))));

it('pictureProblem, a JPEG of any segments and pixels, accepted whole, a problem when cut (attack 46)', async () => {
  const made = jpegOf(64, 64);
  const scan = made.length - 19;
  const [start, frame, scanHeader] = [made.subarray(0, 20), made.subarray(20, scan), made.subarray(scan, scan + 10)];
  const segments = fc.array(segment, { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(segments, segments, fill, pixels, fc.nat(), async (before, behind, filled, content, place) => {
      const picture = bytes(start, ...before, frame, ...behind, filled, scanHeader, content, 0xff, 0xd9);
      expect(await faultOf(picture)).toBeUndefined();
      expect(await faultOf(picture.subarray(0, place % picture.length))).toMatch(cut);
    }),
  );
});

it('pictureProblem, a large JPEG, reads where its pixels are, not its thumbnail (attack 46)', async () => {
  const camera = jpegWithThumbnail(64, 64);
  const start = camera.subarray(0, -2);
  for (const pixelBytes of [300_000, 600_000, 2_000_000]) {
    const cutOff = bytes(start, new Uint8Array(pixelBytes).fill(0x55));
    expect(await faultOf(cutOff), `${pixelBytes} bytes`).toMatch(cut);
    expect(await faultOf(bytes(cutOff, 0xff, 0xd9)), `${pixelBytes} bytes`).toBeUndefined();
  }
});

it('pictureProblem, bytes behind the end, are accepted of a JPEG, not of WebP and GIF', async () => {
  const film = new Uint8Array(200_000).fill(0x55);
  expect(await faultOf(bytes(jpegOf(64, 64), film))).toBeUndefined();
  expect(await faultOf(bytes(webpOf(64, 64), film))).toMatch(cut);
  expect(await faultOf(bytes(gifOf(64, 64), film))).toMatch(cut);
});

it('pictureProblem, an archive behind a picture, a problem, a small one behind PNG too (attack 45)', async () => {
  const archive = zipOf({ 'x.html': '<script>'.padEnd(600_000, ' ') });
  expect(await faultOf(bytes(webpOf(64, 64), archive))).toMatch(cut);
  expect(await faultOf(bytes(pngOf(64, 64), archive))).toMatch(cut);
  expect(await faultOf(bytes(pngOf(64, 64), zipOf({ 'x.js': 'x' })))).toMatch(cut);
});

it('pictureProblem, more pixels in all than the form allows, a problem (attack 46)', async () => {
  const flood = pngOf(1, 1, { width: 5000, height: 5000 });
  expect(await faultOf(flood)).toBeUndefined();
  expect(await pictureProblem({ ...limits, maxMegapixels: 24 }, storedBytes(flood))).toBe(
    'This picture is 5000 × 5000 pixels. Make it smaller: up to 24 megapixels are accepted.',
  );
  expect(await pictureProblem({ ...limits, maxMegapixels: 25 }, storedBytes(flood))).toBeUndefined();
});
