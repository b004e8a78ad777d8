import { isAvif, isHeic } from '../files/signatures/iso-media.ts';
import { type HeadSignature, isBmp, isGif, isJpeg, isPng, isTiff, isWebp } from '../files/signatures/signature.ts';
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

/** The bytes that the signatures of pictures need: the brands of a HEIC or an AVIF are the longest. */
const headBytes = 4096;

/** Reads the facts of one format; `undefined` when the file states no sides. */
type FactsReader = (walk: ByteWalk) => Promise<PictureFacts | undefined>;

/** The readers, each behind the signature of its format. */
const readers: readonly (readonly [signature: HeadSignature, read: FactsReader])[] = [
  [isPng, readPng],
  [isGif, readGif],
  [isWebp, readWebp],
  [isJpeg, readJpeg],
  [isTiff, readTiff],
  [isBmp, readBmp],
  [isHeic, readHeif],
  [isAvif, readHeif],
];

/** Reads the facts that a picture's file states, without decoding any pixel. */
export async function readPictureFacts(walk: ByteWalk): Promise<PictureFacts | undefined> {
  const head = await walk.from(0, headBytes);
  return readers.find(([isFormat]) => isFormat(head, walk))?.[1](walk);
}
