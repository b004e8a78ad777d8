import type { ByteWalk } from './byte-walk.ts';
import type { PictureFacts } from './picture-facts.ts';

/** The length of the oldest header, with sides of 16 bits. */
const oldHeaderBytes = 12;

/**
 * Reads a BMP's header. A negative height means that the rows begin at the top.
 *
 * @see https://learn.microsoft.com/windows/win32/gdi/bitmap-storage
 */
export async function readBmp(walk: ByteWalk): Promise<PictureFacts | undefined> {
  const header = await walk.from(0, 26);
  if (header.length < 26) return undefined;
  const isOld = header.readUInt32LE(14) === oldHeaderBytes;
  const width = isOld ? header.readUInt16LE(18) : header.readUInt32LE(18);
  const height = isOld ? header.readUInt16LE(20) : Math.abs(header.readInt32LE(22));
  return width > 0 && height > 0 ? { width, height, frames: 1, isWhole: true } : undefined;
}
