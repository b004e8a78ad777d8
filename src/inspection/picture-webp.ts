import type { ByteWalk } from './byte-walk.ts';
import type { PictureFacts } from './picture-facts.ts';

interface Sides {
  readonly width: number;
  readonly height: number;
}

/** `ANMF`, the chunk of one frame, of which there may be very many. */
const frameChunk = 0x414e4d46;

/**
 * Reads a WebP from chunk to chunk: its frames are chunks of their own, and no field holds their number.
 *
 * @see https://developers.google.com/speed/webp/docs/riff_container (chunks are padded to even sizes)
 */
export async function readWebp(walk: ByteWalk): Promise<PictureFacts | undefined> {
  const header = await walk.from(0, 12);
  if (header.toString('latin1', 8, 12) !== 'WEBP') return undefined;
  const riffBytes = header.readUInt32LE(4);
  const found: Sides[] = [];
  let frames = 0;
  for (let at = 12; ; ) {
    const view = await walk.from(at, 18);
    if (view.length < 8) break;
    if (view.readUInt32BE(0) === frameChunk) frames++;
    const sides = view[0] === 0x56 ? sidesIn(view) : undefined;
    if (sides) found.push(sides);
    at += 8 + evenSize(view.readUInt32LE(4));
  }
  if (found.length === 0) return undefined;
  return {
    width: Math.max(...found.map(({ width }) => width)),
    height: Math.max(...found.map(({ height }) => height)),
    frames: Math.max(1, frames),
    isWhole: evenSize(8 + riffBytes) === evenSize(walk.size),
  };
}

/**
 * Returns the sides in a chunk: of the canvas, of a lossy picture, or of a lossless one.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9649 (2.7.1.1, 2.5, 3.4) and RFC 6386 (9.1)
 */
function sidesIn(chunk: Buffer): Sides | undefined {
  const [type, content] = [chunk.toString('latin1', 0, 4), chunk.subarray(8)];
  if (type === 'VP8X' && content.length >= 10)
    return { width: 1 + content.readUIntLE(4, 3), height: 1 + content.readUIntLE(7, 3) };
  if (type === 'VP8 ' && content.length >= 10)
    return { width: content.readUInt16LE(6) & 0x3fff, height: content.readUInt16LE(8) & 0x3fff };
  if (type !== 'VP8L' || content.length < 5) return undefined;
  const bits = content.readUInt32LE(1);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

/** Rounds a chunk's size up to an even one; some programs omit the padding byte at the end. */
function evenSize(size: number): number {
  return size + (size % 2);
}
