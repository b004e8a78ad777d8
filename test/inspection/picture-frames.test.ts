import { describe, expect, it } from 'vitest';
import { ByteWalk } from '../../src/inspection/byte-walk.ts';
import { readPictureFacts } from '../../src/inspection/picture-facts.ts';
import { kibibytes, mebibytes } from '../../src/values/byte-size.ts';
import { bytes, gifOf, jpegOf, pngOf, webpOf } from '../support/sample-files.ts';
import { pictureProblem } from './checks-in-words.ts';
import { storedBytes } from './stored-bytes.ts';

const be32 = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff);
const le32 = (value: number) => be32(value).reverse();
const limits = { minPixels: 64, maxPixels: 4096 };

type Stored = Parameters<typeof storedBytes>[0];
const factsOf = (stored: Stored) => readPictureFacts(new ByteWalk(storedBytes(stored)));
const faultOf = (stored: Stored, asked: Parameters<typeof pictureProblem>[0] = limits) =>
  pictureProblem(asked, storedBytes(stored));

const pngChunk = (type: string, content: Uint8Array) => bytes(...be32(content.length), type, content, ...be32(0));
const apngFrame = bytes(pngChunk('fcTL', new Uint8Array(26)), pngChunk('fdAT', new Uint8Array(8)));
/** Makes an animated PNG that states `framesSaid` frames and has `further` ones behind its first. */
function apngOf(framesSaid: number, further = 0) {
  const still = pngOf(64, 64);
  const control = bytes(...be32(8), 'acTL', ...be32(framesSaid), ...be32(0), ...be32(0));
  const frames = Array.from({ length: further }, () => apngFrame);
  return bytes(still.subarray(0, 33), control, still.subarray(33, -12), ...frames, still.subarray(-12));
}

/** Makes the same PNG with a second number of frames behind the first. */
function apngSayingTwice(framesSaid: number, thenSaid: number, further = 0) {
  const [first, second] = [apngOf(framesSaid, further), apngOf(thenSaid)];
  return bytes(first.subarray(0, 53), second.subarray(33, 53), first.subarray(53));
}

/** Pixels in sub-blocks of 255 bytes. */
const gifPixels = (blocks: number) => new Uint8Array(256 * blocks).map((_, at) => (at % 256 === 0 ? 255 : 0));
const gifFrame = (pixels = bytes(2, 0x44, 1)) =>
  bytes(0x21, 0xf9, 4, 0, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, pixels, 0);
function animatedGif(frames: number, first = gifFrame()) {
  const start = gifOf(64, 64).subarray(0, 13);
  const others = Array.from({ length: frames - 1 }, () => gifFrame());
  return bytes(start, first, ...others, ';');
}

const webpFrame = (contentBytes = 18) => bytes('ANMF', ...le32(contentBytes), new Uint8Array(contentBytes));
function animatedWebp(frames: number, first = webpFrame()) {
  const others = Array.from({ length: frames - 1 }, () => webpFrame());
  const whole = bytes(webpOf(64, 64), first, ...others);
  whole.set(le32(whole.length - 8), 4);
  return whole;
}

const makers = [
  ['gif', animatedGif],
  ['png', apngOf],
  ['webp', animatedWebp],
] as const;

describe.each(makers)('readPictureFacts, an animated %s', (_format, make) => {
  it('readPictureFacts, an animated picture, counts its frames', async () => {
    for (const frames of [1, 2, 77]) expect(await factsOf(make(frames))).toMatchObject({ frames });
  });

  it('pictureProblem, an animation, 10^5 frames a problem, 500 accepted (attack 46)', async () => {
    expect(await faultOf(make(100_000))).toMatch(
      /animation of about (100,000|99,\d{3}|100,\d{3}) frames\. Make it shorter: up to 500 are/,
    );
    expect(await faultOf(make(500))).toBeUndefined();
    expect(await faultOf(make(500), { ...limits, maxFrames: 499 })).toContain('up to 499 are');
  });
});

describe('readPictureFacts, frames beyond the first half megabyte', () => {
  it('readPictureFacts, 95,000 small frames behind a large one, counts them (attack 46)', async () => {
    expect(await factsOf(animatedWebp(95_000, webpFrame(700_000)))).toMatchObject({ frames: 95_000 });
    expect(await factsOf(animatedGif(95_000, gifFrame(gifPixels(3000))))).toMatchObject({ frames: 95_000 });
  });

  it('readPictureFacts, 400 small frames before a large one, counts no others', async () => {
    const large = [animatedGif(400, gifFrame()).subarray(0, -1), gifFrame(gifPixels(8000)), bytes(';')];
    expect(await factsOf(bytes(...large))).toMatchObject({ frames: 401, isWhole: true });
    const whole = bytes(animatedWebp(400), webpFrame(2_000_000));
    whole.set(le32(whole.length - 8), 4);
    expect(await factsOf(whole)).toMatchObject({ frames: 401, isWhole: true });
  });

  it('readPictureFacts, an animated PNG that states fewer frames, counts its own (attack 46)', async () => {
    expect(await factsOf(apngOf(2, 95_000))).toMatchObject({ frames: 95_000 });
    expect(await faultOf(apngOf(2, 499))).toBeUndefined();
    const notes = pngChunk('iTXt', new Uint8Array(mebibytes(1)));
    const behindNotes = apngOf(95_000);
    const whole = bytes(behindNotes.subarray(0, 33), notes, behindNotes.subarray(33));
    expect(await factsOf(whole), 'said behind long notes').toMatchObject({ frames: 95_000 });
  });

  it('readPictureFacts, an animated PNG with a second number of frames, counts its own (attack 46)', async () => {
    for (const thenSaid of [0, 1]) {
      expect(await factsOf(apngSayingTwice(95_000, thenSaid)), `then ${thenSaid}`).toMatchObject({ frames: 95_000 });
      expect(await factsOf(apngSayingTwice(2, thenSaid, 95_000))).toMatchObject({ frames: 95_000 });
    }
  });

  it('readPictureFacts, a picture beyond 32 MB, ends there with a true problem (attack 46)', async () => {
    const large = animatedGif(2, gifFrame(gifPixels(140_000)));
    const stored = storedBytes(large);
    expect(await pictureProblem(limits, stored)).toBe(
      'The frames of this picture can’t be counted within its first 32\u00a0MB. Make it shorter or smaller.',
    );
    expect(stored.readBytes()).toBeLessThanOrEqual(mebibytes(32));
    const many = animatedWebp(600);
    const parts: [number, Uint8Array][] = [[0, many]];
    for (let frame = 0; frame < 80; frame++)
      parts.push([many.length + frame * mebibytes(1), bytes('ANMF', ...le32(mebibytes(1) - 8))]);
    expect(await faultOf({ size: many.length + mebibytes(80), parts })).toMatch(/animation of at least 6\d\d frames/);
  });

  it('readPictureFacts, a million empty parts of a few bytes, ends there (attack 46)', async () => {
    const manyTimes = (part: Uint8Array) => new Uint8Array(mebibytes(16)).map((_, at) => part[at % part.length] ?? 0);
    const made = [
      ['GIF', gifOf(64, 64).subarray(0, 13), bytes(0x21, 0xfe, 0), /can’t be counted/],
      ['PNG', pngOf(64, 64).subarray(0, 33), pngChunk('tEXt', bytes()), /can’t be counted/],
      ['WebP', webpOf(64, 64), bytes('XXXX', ...le32(0)), /can’t be counted/],
      ['JPEG', bytes(0xff, 0xd8), bytes(0xff, 0xe1, ...be16(2)), /can’t be read/],
    ] as const;
    for (const [format, start, part, sentence] of made) {
      const stored = storedBytes(bytes(start, manyTimes(part)));
      expect(await pictureProblem(limits, stored), format).toMatch(sentence);
      expect(stored.readBytes(), format).toBeLessThan(mebibytes(15));
    }
  });

  it('readPictureFacts, a still WebP or PNG of 1 GB, takes a few reads', async () => {
    const size = mebibytes(1024);
    const webp = bytes('RIFF', ...le32(size - 8), 'WEBPVP8 ', ...le32(size - 20), 0, 0, 0, 0x9d, 1, 0x2a, 64, 0, 64, 0);
    const png = pngOf(64, 64);
    for (const parts of [
      [[0, webp]],
      [
        [0, png.subarray(0, -12)],
        [size - 12, png.subarray(-12)],
      ],
    ] as [number, Uint8Array][][]) {
      const stored = storedBytes({ size, parts });
      expect(await pictureProblem(limits, stored)).toBeUndefined();
      expect(stored.readBytes()).toBeLessThan(mebibytes(1));
    }
  });
});

const box = (type: string, ...content: (string | number | Uint8Array)[]): Uint8Array<ArrayBuffer> => {
  const body = bytes(...content);
  return bytes(...be32(body.length + 8), type, body);
};
const version = [0, 0, 0, 0];
const ispe = (width: number, height: number) => box('ispe', ...version, ...be32(width), ...be32(height));

/** An AVIF whose picture has these sides, and whose track has so many frames, as its table of sizes says. */
function avifOf(samples: number, table = box('stsz', ...version, ...be32(0), ...be32(samples))) {
  const properties = box('iprp', box('ipco', ispe(64, 64), ispe(1000, 800)));
  const track = box('trak', box('mdia', box('minf', box('stbl', table))));
  return bytes(
    box('ftyp', 'avis', ...be32(0), 'avifmsf1'),
    box('meta', ...version, box('hdlr', new Uint8Array(24)), properties),
    box('mdat', new Uint8Array(600_000)),
    box('moov', box('mvhd', new Uint8Array(100)), track),
  );
}

describe('readPictureFacts, a sequence of AVIF or HEIC pictures', () => {
  it('readPictureFacts, a sequence, has the sides of its largest picture and its longest track', async () => {
    expect(await factsOf(avifOf(95_000))).toEqual({ width: 1000, height: 800, frames: 95_000, isWhole: true });
    expect(await faultOf(avifOf(95_000))).toMatch(/about 95,000 frames/);
    expect(await faultOf(avifOf(500))).toBeUndefined();
  });

  it('readPictureFacts, a sequence with a false header, counts the frames of its chunks (attack 46)', async () => {
    const runs = box(
      'stsc',
      ...version,
      ...be32(2),
      ...be32(1),
      ...be32(900),
      ...be32(1),
      ...be32(3),
      ...be32(7),
      ...be32(1),
    );
    const chunks = box('stco', ...version, ...be32(4), new Uint8Array(16));
    const sizes = box('stsz', ...version, ...be32(100), ...be32(1));
    expect(await factsOf(avifOf(1, bytes(sizes, runs, chunks)))).toMatchObject({ frames: 2 * 900 + 2 * 7 });
  });

  it('pictureProblem, a sequence with its count behind 10,000 boxes, a problem (attack 46)', async () => {
    const sizes = box('stsz', ...version, ...be32(0), ...be32(95_000));
    const hidden = avifOf(1, bytes(...Array.from({ length: 10_001 }, () => box('free')), sizes));
    expect(await faultOf(hidden)).toMatch(/can’t be read/);
  });

  it('readPictureFacts, a sequence with several tables, counts all their frames (attack 46)', async () => {
    const sizes = (frames: number) => box('stsz', ...version, ...be32(0), ...be32(frames));
    expect(await factsOf(avifOf(1, bytes(sizes(95_000), sizes(1))))).toMatchObject({ frames: 95_001 });
    const runs = (frames: number) => box('stsc', ...version, ...be32(1), ...be32(1), ...be32(frames), ...be32(1));
    const chunks = box('stco', ...version, ...be32(1), ...be32(0));
    expect(await factsOf(avifOf(1, bytes(runs(95_000), runs(1), chunks)))).toMatchObject({ frames: 95_001 });
  });

  it('readPictureFacts, a sequence with a table of 1 GB, reads 32 MB at most (attack 46)', async () => {
    const size = mebibytes(1024);
    const start = bytes(box('ftyp', 'avis'), box('meta', ...version, box('iprp', box('ipco', ispe(64, 64)))));
    const table = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsc'].flatMap((type, depth) => [
      ...be32(size - start.length - 8 * depth),
      type,
    ]);
    const stored = storedBytes({ size, parts: [[0, bytes(start, ...table)]] });
    expect(await pictureProblem(limits, stored)).toMatch(/can’t be counted/);
    expect(stored.readBytes()).toBeLessThanOrEqual(mebibytes(32));
  });

  it('readPictureFacts, a sequence without a still picture, has the sides of its track', async () => {
    const header = box('tkhd', 0, 0, 0, 3, new Uint8Array(72), ...be32(640 * 65_536), ...be32(480 * 65_536));
    const sequence = bytes(box('ftyp', 'hevc', ...be32(0)), box('moov', box('trak', header)));
    expect(await factsOf(sequence)).toMatchObject({ width: 640, height: 480, frames: 1 });
  });
});

it('readPictureFacts, a still picture, counts one frame', async () => {
  for (const still of [pngOf(9, 9), jpegOf(9, 9), webpOf(9, 9), gifOf(9, 9)])
    expect(await factsOf(still)).toMatchObject({ width: 9, height: 9, frames: 1, isWhole: true });
  expect(await factsOf(bytes())).toBeUndefined();
});

it('readPictureFacts, a GIF with a frame larger than its screen, has the frame’s sides (attack 46)', async () => {
  const frame = bytes(0x2c, 10, 0, 20, 0, 0xff, 0xff, 0xfe, 0xff, 0, 2, 2, 0x44, 1, 0);
  expect(await factsOf(bytes(gifOf(64, 64).subarray(0, -1), frame, ';'))).toMatchObject({
    width: 65_545,
    height: 65_554,
  });
});

it('readPictureFacts, zero lengths and loops in blocks, ends soon (attack 46)', async () => {
  const startedAt = performance.now();
  for (const filler of [0, 0x21, 0x2c, 0xff])
    for (const start of [gifOf(9, 9).subarray(0, 13), bytes(0xff, 0xd8), bytes('RIFF\0\0\0\0WEBP'), pngOf(9, 9)])
      await factsOf(bytes(start, new Uint8Array(500_000).fill(filler)));
  const nested = Array.from({ length: 40_000 }, (_, depth) => bytes(...be32(500_000 - 8 * depth), 'trak'));
  await factsOf(bytes(box('ftyp', 'avif'), bytes(...be32(0), 'moov'), ...nested));
  await factsOf(bytes(box('ftyp', 'avif'), ...Array.from({ length: 40_000 }, () => box('moov', box('trak')))));
  expect(performance.now() - startedAt).toBeLessThan(5000);
});

const le16 = (value: number) => le32(value).slice(0, 2);
const be16 = (value: number) => be32(value).slice(2);
const le64 = (value: number) => [...le32(value), ...le32(0)];

/** A TIFF as libtiff writes it: the directory stands behind the pixels. */
function tiffOf(pixelBytes: number, { isBig = false, isLittle = true, sideType = 3 } = {}) {
  const [two, four] = isLittle ? [le16, le32] : [be16, be32];
  const side = (value: number) => (sideType === 3 ? [...two(value), 0, 0] : four(value));
  const pixels = new Uint8Array(pixelBytes);
  if (isBig) {
    const entry = (tag: number, value: number) => [...le16(tag), ...le16(16), ...le64(1), ...le64(value)];
    const header = bytes('II', ...le16(43), ...le16(8), ...le16(0), ...le64(16 + pixelBytes));
    return bytes(header, pixels, ...le64(2), ...entry(256, 800), ...entry(257, 600), ...le64(0));
  }
  const entry = (tag: number, value: number) => [...two(tag), ...two(sideType), ...four(1), ...side(value)];
  const header = bytes(isLittle ? 'II' : 'MM', ...two(42), ...four(8 + pixelBytes));
  return bytes(header, pixels, ...two(3), ...entry(256, 800), ...entry(257, 600), ...entry(258, 8), ...four(0));
}

describe('readPictureFacts, sides beyond the first half megabyte', () => {
  it('readPictureFacts, each kind of TIFF with its directory behind the pixels, has its sides', async () => {
    for (const pixelBytes of [100, kibibytes(900), mebibytes(3) + 1])
      for (const kind of [{}, { isLittle: false }, { sideType: 4 }, { isLittle: false, sideType: 4 }, { isBig: true }])
        expect(await factsOf(tiffOf(pixelBytes, kind)), JSON.stringify(kind)).toMatchObject({
          width: 800,
          height: 600,
        });
  });

  it('readPictureFacts, a JPEG behind a printer’s profile or a record of origin, has its sides', async () => {
    const segments = (marker: number, count: number) =>
      Array.from({ length: count }, () => bytes(0xff, marker, ...be16(65_535), new Uint8Array(65_533)));
    const picture = jpegOf(100, 100);
    for (const notes of [segments(0xe2, 10), segments(0xeb, 40)])
      expect(await faultOf(bytes(picture.subarray(0, 2), ...notes, picture.subarray(2)))).toBeUndefined();
  });

  it('readPictureFacts, a JPEG behind a phone’s depth map of 3 MB, has its sides', async () => {
    const depthMap = Array.from({ length: 50 }, () => bytes(0xff, 0xe1, ...be16(60_002), new Uint8Array(60_000)));
    const camera = jpegOf(100, 100);
    expect(await faultOf(bytes(camera.subarray(0, 2), ...depthMap, camera.subarray(2)))).toBeUndefined();
  });
});

it('readPictureFacts, a JPEG with another size in its notes, has that of its frame (attack 46)', async () => {
  const camera = jpegOf(9000, 9000);
  const decoy = bytes(0xff, 0xe1, ...be16(40), 0xff, 0xc0, 0, 11, 8, 0, 64, 0, 64, new Uint8Array(29));
  expect(await factsOf(bytes(camera.subarray(0, 2), decoy, camera.subarray(2)))).toMatchObject({ width: 9000 });
});

it('readPictureFacts, a BMP with an old header or rows from the top, has its sides', async () => {
  const modern = bytes('BM', new Uint8Array(12), ...le32(40), ...le32(300), ...le32(-200 >>> 0), new Uint8Array(30));
  const old = bytes('BM', new Uint8Array(12), ...le32(12), ...le16(300), ...le16(200), new Uint8Array(8));
  for (const bitmap of [modern, old]) expect(await factsOf(bitmap)).toMatchObject({ width: 300, height: 200 });
});
