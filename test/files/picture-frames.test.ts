import { describe, expect, it } from 'vitest';
import { pictureFault } from '../../src/files/picture.ts';
import { countFrames } from '../../src/files/picture-frames.ts';
import { expectInProportion } from '../support/in-proportion.ts';
import { bytes, gifOf, jpegOf, pngOf, webpOf } from '../support/sample-files.ts';
import { storedBytes } from '../support/stored-bytes.ts';

const be32 = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
const le32 = (value: number) => be32(value).reverse();

/** A PNG that says that it is an animation of so many frames. */
function apngOf(frames: number) {
  const still = pngOf(64, 64);
  const header = still.subarray(0, 33);
  return bytes(header, ...be32(8), 'acTL', ...be32(frames), ...be32(0), ...be32(0), still.subarray(33));
}

const gifFrame = bytes(0x21, 0xf9, 4, 0, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0);
function animatedGif(frames: number) {
  const start = gifOf(64, 64).subarray(0, 13);
  return bytes(start, ...Array.from({ length: frames }, () => gifFrame), ';');
}

const webpFrame = bytes('ANMF', ...le32(17), new Uint8Array(18));
function animatedWebp(frames: number) {
  const start = webpOf(64, 64);
  const whole = bytes(start, ...Array.from({ length: frames }, () => webpFrame));
  whole.set(le32(whole.length - 8), 4);
  return whole;
}

const makers = [
  ['gif', animatedGif],
  ['png', apngOf],
  ['webp', animatedWebp],
] as const;

describe.each(makers)('an animated %s', (format, make) => {
  it('has as many frames as it has', () => {
    for (const frames of [1, 2, 77]) {
      const whole = make(frames);
      expect(countFrames(format, whole, whole.length)).toBe(frames);
    }
  });

  it('attack 46: of 10^5 frames is refused, and one of 500 is not', async () => {
    const limits = { minPixels: 64, maxPixels: 4096 };
    const fault = await pictureFault(limits, storedBytes(make(100_000)));
    expect(fault).toMatch(/animation of about (100,000|99,\d{3}|100,\d{3}) frames\. At most 500/);
    expect(await pictureFault(limits, storedBytes(make(500)))).toBeUndefined();
    expect(await pictureFault({ ...limits, maxFrames: 499 }, storedBytes(make(500)))).toContain('At most 499');
  });
});

it('a still picture has one frame', () => {
  const still = { png: pngOf(9, 9), jpg: jpegOf(9, 9), webp: webpOf(9, 9), gif: gifOf(9, 9), bmp: bytes('BM') };
  for (const [format, whole] of Object.entries(still)) expect(countFrames(format, whole, whole.length)).toBe(1);
  expect(countFrames(undefined, bytes(), 0)).toBe(1);
});

it('zero lengths and loops in the blocks of a GIF end at once', async () => {
  for (const filler of [0, 0x21, 0x2c, 0xff]) {
    const whole = bytes(gifOf(9, 9).subarray(0, 13), new Uint8Array(500_000).fill(filler));
    await expectInProportion(whole.length, () => expect(countFrames('gif', whole, whole.length)).toBeGreaterThan(0));
  }
});
