import type { ByteWalk } from './byte-walk.ts';
import type { PictureFacts } from './picture-facts.ts';

const trailer = 0x3b;
const extension = 0x21;
const image = 0x2c;

/**
 * Reads a whole GIF. Its frames are packed in blocks of at most 255 bytes, and no field holds their number. A frame may
 * be larger than the screen in the header, and browsers then allocate the larger area.
 *
 * @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt (appendix A lists the blocks)
 */
export async function readGif(walk: ByteWalk): Promise<PictureFacts | undefined> {
  const header = await walk.from(0, 13);
  if (header.length < 10) return undefined;
  let [width, height, frames] = [header.readUInt16LE(6), header.readUInt16LE(8), 0];
  let at = 13 + colourTableBytes(header[10]);
  for (;;) {
    const view = await walk.from(at, 10);
    if (view[0] === extension) {
      at = await skipSubBlocks(walk, at + 2);
    } else if (view[0] === image && view.length >= 10) {
      frames++;
      width = Math.max(width, view.readUInt16LE(1) + view.readUInt16LE(5));
      height = Math.max(height, view.readUInt16LE(3) + view.readUInt16LE(7));
      at = await skipSubBlocks(walk, at + 11 + colourTableBytes(view[9]));
    } else {
      break;
    }
  }
  const isWhole = (await walk.from(walk.size - 1, 1))[0] === trailer;
  return { width, height, frames: Math.max(1, frames), isWhole };
}

function colourTableBytes(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Skips sub-blocks: each begins with its length, and the last one has length 0. */
async function skipSubBlocks(walk: ByteWalk, start: number): Promise<number> {
  for (let at = start; ; ) {
    const view = await walk.from(at, 1);
    let next = 0;
    for (let length = view[next]; length !== undefined; length = view[next]) {
      next += 1 + length;
      if (length === 0) return at + next;
    }
    if (next === 0) return at;
    at += next;
  }
}
