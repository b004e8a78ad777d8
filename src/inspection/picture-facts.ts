import type { ByteWalk } from './byte-walk.ts';
import { readBmp } from './picture-bmp.ts';
import { readGif } from './picture-gif.ts';
import { readHeif } from './picture-heif.ts';
import { readJpeg } from './picture-jpeg.ts';
import { readPng } from './picture-png.ts';
import { readTiff } from './picture-tiff.ts';
import { readWebp } from './picture-webp.ts';

/** The facts that a picture's file states beside its pixels. */
export interface PictureFacts {
  /** In pixels, of the largest area that a program must allocate. */
  readonly width: number;
  readonly height: number;
  /** The frames of an animation; 1 for every other picture. */
  readonly frames: number;
  /** True when the file has the end that its format requires; true also for formats that require none. */
  readonly isWhole: boolean;
}

/** Reads the facts of one format; `undefined` when the file states no sides. */
type FactsReader = (walk: ByteWalk) => Promise<PictureFacts | undefined>;

/** The readers, each with its format's signature (hexadecimal) and the offset of that. */
const readers: readonly (readonly [at: number, signature: string, read: FactsReader])[] = [
  [0, '89504e470d0a1a0a', readPng],
  [0, '474946383761', readGif],
  [0, '474946383961', readGif],
  [0, '52494646', readWebp],
  [0, 'ffd8', readJpeg],
  [0, '49492a00', readTiff],
  [0, '4d4d002a', readTiff],
  [0, '49492b00', readTiff],
  [0, '4d4d002b', readTiff],
  [0, '424d', readBmp],
  [4, '66747970', readHeif],
];

/** Reads the facts that a picture's file states, without decoding any pixel. */
export async function readPictureFacts(walk: ByteWalk): Promise<PictureFacts | undefined> {
  const head = (await walk.from(0, 16)).toString('hex', 0, 16);
  const found = readers.find(([at, signature]) => head.startsWith(signature, 2 * at));
  return found?.[2](walk);
}
