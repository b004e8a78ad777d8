import type { ByteWalk } from './byte-walk.ts';
import type { PictureFacts } from './picture-facts.ts';

/** The type and checksum of the last chunk, which is empty. */
const end = Buffer.from('49454e44ae426082', 'hex');

/**
 * Reads a PNG. An animation states its number of frames before its first pixel; the largest stated number counts, or
 * the number of actual frames if that is larger.
 *
 * @see https://www.w3.org/TR/png-3/ (5.3 chunks, 11.3.6 animation)
 */
export async function readPng(walk: ByteWalk): Promise<PictureFacts | undefined> {
  let sides: { width: number; height: number } | undefined;
  let [framesSaid, frames] = [0, 0];
  for (let at = 8; ; ) {
    const view = await walk.from(at, 16);
    if (view.length < 12) break;
    const type = view.toString('latin1', 4, 8);
    if (type === 'IHDR' && view.length >= 16) sides ??= { width: view.readUInt32BE(8), height: view.readUInt32BE(12) };
    if (type === 'acTL') framesSaid = Math.max(framesSaid, view.readUInt32BE(8));
    if (type === 'fcTL') frames++;
    // Only an animation has frames to count behind its first pixels.
    if (type === 'IEND' || (type === 'IDAT' && framesSaid === 0)) break;
    at += 12 + view.readUInt32BE(0);
  }
  const isWhole = (await walk.from(walk.size - end.length, end.length)).equals(end);
  return sides && { ...sides, frames: framesSaid === 0 ? 1 : Math.max(1, framesSaid, frames), isWhole };
}
