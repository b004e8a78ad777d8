import { describe, expect, it } from 'vitest';
import { pictureFault } from '../../src/files/picture.ts';
import { bytes, gifOf, jpegOf, pngOf, webpOf, zipOf } from '../support/sample-files.ts';
import { storedBytes } from '../support/stored-bytes.ts';

const limits = { minPixels: 1, maxPixels: 5000 };
const cut = /end of this picture is missing|could not be read/;
const faultOf = (content: Uint8Array) => pictureFault(limits, storedBytes(content));

const makers = [
  ['PNG', pngOf],
  ['JPEG', jpegOf],
  ['WebP', webpOf],
  ['GIF', gifOf],
] as const;

describe.each(makers)('a %s', (_name, make) => {
  it('that is whole is taken', async () => {
    expect(await faultOf(make(64, 64))).toBeUndefined();
  });

  it('attack 46: that is cut anywhere is refused with a sentence', async () => {
    const whole = make(64, 64);
    for (let length = 0; length < whole.length; length++)
      expect(await faultOf(whole.subarray(0, length)), `${length} bytes`).toMatch(cut);
  });
});

it('a JPEG may have a film behind its end, as phones make it; a WebP and a GIF have nothing behind theirs', async () => {
  const film = new Uint8Array(200_000).fill(0x55);
  expect(await faultOf(bytes(jpegOf(64, 64), film))).toBeUndefined();
  expect(await faultOf(bytes(webpOf(64, 64), film))).toMatch(cut);
  expect(await faultOf(bytes(gifOf(64, 64), film))).toMatch(cut);
});

it('attack 45: a picture with an archive behind it is none, where pictures are asked for, however small the archive is behind a PNG', async () => {
  const archive = zipOf({ 'x.html': '<script>'.padEnd(600_000, ' ') });
  expect(await faultOf(bytes(webpOf(64, 64), archive))).toMatch(cut);
  expect(await faultOf(bytes(pngOf(64, 64), archive))).toMatch(cut);
  expect(await faultOf(bytes(pngOf(64, 64), zipOf({ 'x.js': 'x' })))).toMatch(cut);
});

it('attack 46: more pixels in all than the form says are refused, although each side is within its limit', async () => {
  const flood = pngOf(1, 1, { width: 5000, height: 5000 });
  expect(await faultOf(flood)).toBeUndefined();
  expect(await pictureFault({ ...limits, maxMegapixels: 24 }, storedBytes(flood))).toBe(
    'This picture is 5000 × 5000 pixels. At most 24 megapixels are accepted: make it smaller.',
  );
  expect(await pictureFault({ ...limits, maxMegapixels: 25 }, storedBytes(flood))).toBeUndefined();
});
