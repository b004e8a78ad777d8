import { kibibytes, mebibytes } from '../byte-size.ts';
import { type ByteWindow, openWindow } from './byte-window.ts';
import type { StoredBytes } from './stored-bytes.ts';

/**
 * Counts the frames of a picture by the structure of all of its file, whatever it says of itself: browsers show what is
 * there. 1 for a still picture, and for what no browser animates.
 *
 * @param format as `image-size` names it
 * @param header the first bytes of the file
 * @returns `undefined` when that takes too many requests: more than 64 MiB of small blocks, or of larger ones more than 64
 */
export async function countFrames(
  format: string | undefined,
  header: Uint8Array,
  bytes: StoredBytes,
): Promise<number | undefined> {
  const count = format === undefined ? undefined : counters[format];
  const frames = count ? await count(openWindow(bytes, header)) : 1;
  return frames === undefined ? undefined : Math.max(1, frames);
}

type Count = (window: ByteWindow) => Promise<number | undefined>;

const counters: Readonly<Record<string, Count>> = {
  png: framesOfPng,
  gif: framesOfGif,
  webp: framesOfWebp,
  avif: framesOfIsoMedia,
  heif: framesOfIsoMedia,
  heic: framesOfIsoMedia,
};

/**
 * The frames that it has, or says that it has. A still picture's pixels are not walked through.
 *
 * @see https://www.w3.org/TR/png-3/#apng-frame-based-animation (acTL stands before the first IDAT)
 */
async function framesOfPng(window: ByteWindow): Promise<number | undefined> {
  let [announced, frames] = [0, 0];
  for (let at = 8, length = 0; at < window.size; at += 12 + length) {
    const chunk = await window.read(at, 12);
    if (chunk === undefined) return undefined;
    if (chunk.length < 12) break;
    length = chunk.readUInt32BE(0);
    const type = chunk.toString('latin1', 4, 8);
    if (type === 'acTL') announced = chunk.readUInt32BE(8);
    if (type === 'fcTL') frames++;
    if (type === 'IDAT' && announced === 0) return 1;
  }
  return Math.max(announced, frames);
}

/** @see https://developers.google.com/speed/webp/docs/riff_container (chunks are padded to even sizes) */
async function framesOfWebp(window: ByteWindow): Promise<number | undefined> {
  let frames = 0;
  for (let at = 12, length = 0; at < window.size; at += 8 + length + (length % 2)) {
    const chunk = await window.read(at, 8);
    if (chunk === undefined) return undefined;
    if (chunk.length < 8) break;
    length = chunk.readUInt32LE(4);
    if (chunk.toString('latin1', 0, 4) === 'ANMF') frames++;
  }
  return frames;
}

/** @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt (appendix A lists the blocks) */
async function framesOfGif(window: ByteWindow): Promise<number | undefined> {
  let frames = 0;
  let at: number | undefined = 13 + colourTableBytes((await window.read(10, 1))?.[0]);
  while (at !== undefined && at < window.size) {
    const block = await window.read(at, 10);
    if (block === undefined) return undefined;
    if (block[0] === 0x21) at = await skipSubBlocks(window, at + 2);
    else if (block[0] === 0x2c) {
      frames++;
      at = await skipSubBlocks(window, at + 11 + colourTableBytes(block[9]));
    } else break;
  }
  return at === undefined ? undefined : frames;
}

function colourTableBytes(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** So much is walked through without waiting: a block may be of two bytes. */
const strideBytes = kibibytes(64);

/** Sub-blocks begin with their length, and the last one has none. */
async function skipSubBlocks(window: ByteWindow, start: number): Promise<number | undefined> {
  for (let at = start; at < window.size; ) {
    const blocks = await window.read(at, strideBytes);
    if (blocks === undefined) return undefined;
    let inside = 0;
    for (let length = 1; inside < blocks.length; inside += 1 + length) {
      length = blocks[inside] ?? 0;
      if (length === 0) return at + inside + 1;
    }
    at += inside;
  }
  return window.size;
}

/** The description of a sequence is longer only for more frames than any form accepts. */
const maxDescriptionBytes = mebibytes(1);

/**
 * The most samples of any track: AVIF and HEIC sequences are films, of which `moov` describes the frames.
 *
 * @see ISO/IEC 14496-12, 8.7.3 (stsz, stz2: the number of samples)
 */
async function framesOfIsoMedia(window: ByteWindow): Promise<number | undefined> {
  for (let at = 0, length = 0; at < window.size; at += length) {
    const box = await window.read(at, 16);
    if (box === undefined) return undefined;
    if (box.length < 8) break;
    const short = box.readUInt32BE(0);
    length = short === 1 && box.length === 16 ? Number(box.readBigUInt64BE(8)) : short === 0 ? window.size - at : short;
    if (length < 8) break;
    if (box.toString('latin1', 4, 8) !== 'moov') continue;
    if (length > maxDescriptionBytes) return undefined;
    const description = await window.read(at, length);
    return description && Math.max(...['stsz', 'stz2'].map((name) => mostSamples(description, name)));
  }
  return 1;
}

function mostSamples(description: Buffer, name: string): number {
  let most = 1;
  for (let at = description.indexOf(name); at >= 0; at = description.indexOf(name, at + 4))
    if (at + 16 <= description.length) most = Math.max(most, description.readUInt32BE(at + 12));
  return most;
}
