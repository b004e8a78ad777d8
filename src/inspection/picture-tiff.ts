import { tiffDirectory } from '../files/signatures/signature.ts';
import type { ByteWalk } from './byte-walk.ts';
import type { PictureFacts } from './picture-facts.ts';

const widthTag = 256;
const heightTag = 257;
/** The number types of sides: 16, 32 and 64 bits. */
const [short, long, long8] = [3, 4, 16];

/**
 * Reads a TIFF's first page, wherever its directory stands: most programs write it behind the pixels. Further pages are
 * no frames: programs open one page at a time, and no browser shows any.
 *
 * @see https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf (section 2), BigTIFF:
 *   https://libtiff.gitlab.io/libtiff/specification/bigtiff.html
 */
export async function readTiff(walk: ByteWalk): Promise<PictureFacts | undefined> {
  const header = await walk.from(0, 16);
  const directoryAt = tiffDirectory(header);
  if (directoryAt === undefined || header.length < 16) return undefined;
  const isLittle = header[0] === 0x49;
  const isBig = header[isLittle ? 2 : 3] === 43;
  const number = (view: Buffer, at: number, size: number) =>
    size === 8
      ? Number(isLittle ? view.readBigUInt64LE(at) : view.readBigUInt64BE(at))
      : isLittle
        ? view.readUIntLE(at, size)
        : view.readUIntBE(at, size);
  const layout = isBig ? { count: 8, entry: 20, value: 12 } : { count: 2, entry: 12, value: 8 };
  const counted = await walk.from(directoryAt, layout.count);
  if (counted.length < layout.count) return undefined;
  const count = Math.min(number(counted, 0, layout.count), 0xffff);
  const entries = await walk.from(directoryAt + layout.count, count * layout.entry);

  const sides = new Map<number, number>();
  for (let at = 0; at + layout.entry <= entries.length && at < count * layout.entry; at += layout.entry) {
    const type = number(entries, at + 2, 2);
    const size = type === short ? 2 : type === long ? 4 : type === long8 && isBig ? 8 : 0;
    if (size > 0) sides.set(number(entries, at, 2), number(entries, at + layout.value, size));
  }
  const [width = 0, height = 0] = [sides.get(widthTag), sides.get(heightTag)];
  return width > 0 && height > 0 ? { width, height, frames: 1, isWhole: true } : undefined;
}
