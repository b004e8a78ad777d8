import fc from 'fast-check';
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
  it('has as many frames as it has', async () => {
    for (const frames of [1, 2, 77]) expect(await framesOf(format, make(frames))).toBe(frames);
  });

  it('attack 46: of 10^5 frames is refused, and one of 500 is not', async () => {
    const limits = { minPixels: 64, maxPixels: 4096 };
    const fault = await pictureFault(limits, storedBytes(make(100_000)));
    expect(fault).toMatch(/animation of about (100,000|99,\d{3}|100,\d{3}) frames\. At most 500/);
    expect(await pictureFault(limits, storedBytes(make(500)))).toBeUndefined();
    expect(await pictureFault({ ...limits, maxFrames: 499 }, storedBytes(make(500)))).toContain('At most 499');
  });
});

it('a still picture has one frame', async () => {
  const still = { png: pngOf(9, 9), jpg: jpegOf(9, 9), webp: webpOf(9, 9), gif: gifOf(9, 9), bmp: bytes('BM') };
  for (const [format, whole] of Object.entries(still)) expect(await framesOf(format, whole)).toBe(1);
  expect(await framesOf(undefined, bytes())).toBe(1);
});

it('zero lengths and loops in the blocks of a GIF end at once', async () => {
  for (const filler of [0, 0x21, 0x2c, 0xff]) {
    const whole = bytes(gifOf(9, 9).subarray(0, 13), new Uint8Array(500_000).fill(filler));
    await expectInProportion(whole.length, async () => expect(await framesOf('gif', whole)).toBeGreaterThan(0));
  }
});

describe('pictureFault, an animation', () => {
  const limits = { minPixels: 64, maxPixels: 4096 };
  const filler = (length: number) => bytes('XTRA', ...le32(length), new Uint8Array(length));
  const webpWith = (...parts: Uint8Array[]) => {
    const whole = bytes(webpOf(64, 64), ...parts);
    whole.set(le32(whole.length - 8), 4);
    return whole;
  };

  it('WebP whose frames are all behind the first half megabyte, is refused for their number (attack 46)', async () => {
    const frames = Buffer.concat(Array.from({ length: 95_000 }, () => webpFrame));
    const fault = await pictureFault(limits, storedBytes(webpWith(filler(600_000), frames)));
    expect(fault).toContain('an animation of about 95,000 frames. At most 500');
  });

  it('WebP of few small frames and then large ones, is accepted', async () => {
    const small = Array.from({ length: 100 }, () => webpFrame);
    const large = Array.from({ length: 40 }, () => bytes('ANMF', ...le32(700_000), new Uint8Array(700_000)));
    expect(await pictureFault(limits, storedBytes(webpWith(...small, ...large)))).toBeUndefined();
  });

  it('PNG with more frames than it says, is refused for those that it has (attack 46)', async () => {
    const still = pngOf(64, 64);
    const control = bytes(...be32(26), 'fcTL', new Uint8Array(30));
    const says = bytes(...be32(8), 'acTL', ...be32(1), ...be32(0), ...be32(0));
    const frames = Array.from({ length: 600 }, () => control);
    const whole = bytes(still.subarray(0, 33), says, ...frames, still.subarray(33));
    expect(await pictureFault(limits, storedBytes(whole))).toContain('600 frames');
  });

  it('AVIF sequence, counts the samples of its longest track', async () => {
    const stsz = (count: number) => bytes(...be32(20), 'stsz', ...be32(0), ...be32(0), ...be32(count));
    const tracks = bytes(stsz(3), stsz(9000));
    const whole = bytes(...be32(16), 'ftypavis', ...be32(0), ...be32(8 + tracks.length), 'moov', tracks);
    expect(await framesOf('avif', whole)).toBe(9000);
    expect(await framesOf('avif', bytes(...be32(16), 'ftypavif', ...be32(0), ...be32(8), 'mdat'))).toBe(1);
  });

  it('too large to be walked through, is refused with a sentence that says so (attack 46)', async () => {
    const start = gifOf(64, 64).subarray(0, 13);
    const blocks = new Uint8Array(66 * 1024 ** 2).fill(255);
    blocks.set([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2]);
    const stored = storedBytes(bytes(start, blocks));
    expect(await pictureFault(limits, stored)).toContain('too large for its frames to be counted');
    expect(stored.readBytes()).toBeLessThan(65.6 * 1024 ** 2);
  });

  it('of any bytes, ends with a number or none', async () => {
    const beginning = fc.constantFrom(animatedGif(2), apngOf(2), animatedWebp(2), bytes(...be32(16), 'ftypavis'));
    const format = fc.constantFrom('gif', 'png', 'webp', 'avif');
    await fc.assert(
      fc.asyncProperty(format, beginning, fc.uint8Array({ maxLength: 400 }), async (name, start, rest) => {
        expect(await framesOf(name, bytes(start, rest))).toBeGreaterThan(0);
      }),
    );
  });
});

/** Knows no more of the file beforehand than `pictureFault` does. */
function framesOf(format: string | undefined, whole: Uint8Array): Promise<number | undefined> {
  return countFrames(format, whole.subarray(0, 512 * 1024), storedBytes(whole));
}
