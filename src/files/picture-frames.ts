import { viewOf } from './byte-view.ts';

/**
 * How many frames a picture has: what an animated PNG says itself, before its first pixel; for GIF and WebP those in
 * `header`, and behind it as many as there were in as many bytes. 1 for everything else.
 *
 * @param format as `image-size` names it
 * @param header the first bytes of the file
 * @param size of all of the file, in bytes
 */
export function countFrames(format: string | undefined, header: Uint8Array, size: number): number {
  const view = viewOf(header);
  if (format === 'png') return framesOfPng(view);
  const seen = format === 'gif' ? framesOfGif(view) : format === 'webp' ? framesOfWebp(view) : still;
  const isAll = header.length >= size || seen.bytes === 0;
  return Math.max(1, isAll ? seen.frames : Math.ceil((seen.frames * size) / seen.bytes));
}

/** Frames, and the bytes that were walked through to find them; 0 where they are all. */
interface Seen {
  readonly frames: number;
  readonly bytes: number;
}

const still: Seen = { frames: 1, bytes: 0 };

/** @see https://www.w3.org/TR/png-3/#acTL-chunk (it stands before the first IDAT) */
function framesOfPng(view: Buffer): number {
  for (let at = 8; at + 12 <= view.length; at += 12 + view.readUInt32BE(at)) {
    const type = view.toString('latin1', at + 4, at + 8);
    if (type === 'acTL') return view.readUInt32BE(at + 8);
    if (type === 'IDAT') return 1;
  }
  return 1;
}

/** @see https://developers.google.com/speed/webp/docs/riff_container (chunks are padded to even sizes) */
function framesOfWebp(view: Buffer): Seen {
  let frames = 0;
  let at = 12;
  for (let length = 0; at + 8 <= view.length; at += 8 + length + (length % 2)) {
    length = view.readUInt32LE(at + 4);
    if (view.toString('latin1', at, at + 4) === 'ANMF') frames++;
  }
  return { frames, bytes: at };
}

/** @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt (appendix A lists the blocks) */
function framesOfGif(view: Buffer): Seen {
  let frames = 0;
  let at = 13 + colourTableBytes(view[10]);
  while (at < view.length) {
    const block = view[at];
    if (block === 0x21) at = skipSubBlocks(view, at + 2);
    else if (block === 0x2c) {
      frames++;
      at = skipSubBlocks(view, at + 11 + colourTableBytes(view[at + 9]));
    } else return { frames, bytes: 0 };
  }
  return { frames, bytes: at };
}

function colourTableBytes(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Sub-blocks begin with their length, and the last one has none. */
function skipSubBlocks(view: Buffer, start: number): number {
  let at = start;
  for (let length = view[at] ?? 0; length > 0; length = view[at] ?? 0) at += 1 + length;
  return at + 1;
}
