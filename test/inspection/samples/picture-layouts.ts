import { be16, be32, be64, le16, le32, le64 } from '../../support/binary-numbers.ts';
import { bytes, hex } from '../../support/sample-files.ts';

/** How programs lay out a TIFF. */
export interface TiffLayout {
  /** `II` is Intel's byte order, `MM` Motorola's. */
  readonly order: 'II' | 'MM';
  readonly isBig?: boolean;
  /** Bytes of pixels; they stand before the directory, as libtiff, ImageMagick and scanners write them. */
  readonly pixels: number;
  readonly isDirectoryFirst?: boolean;
  /** Numbers of further tags. */
  readonly tags?: readonly number[];
}

/** A grey TIFF of one strip. */
export function tiffOf({ order, isBig = false, pixels, isDirectoryFirst = false, tags = [] }: TiffLayout): Uint8Array {
  const [n16, n32, n64] = order === 'II' ? [le16, le32, le64] : [be16, be32, be64];
  const offset = isBig ? n64 : n32;
  const headerBytes = isBig ? 16 : 8;
  const numbers = [256, 257, 258, 259, 262, 273, 277, 278, 279, ...tags].sort((one, other) => one - other);
  const directoryBytes = (isBig ? 8 : 2) + numbers.length * (isBig ? 20 : 12) + (isBig ? 8 : 4);
  const pixelsAt = isDirectoryFirst ? headerBytes + directoryBytes : headerBytes;
  const values: Readonly<Record<number, number>> = { 256: pixels, 257: 1, 258: 8, 259: 1, 262: 1, 273: pixelsAt };
  const tag = (number: number) => bytes(n16(number), n16(4), offset(1), offset(values[number] ?? 1));
  const directory = bytes((isBig ? n64 : n16)(numbers.length), ...numbers.map(tag), offset(0));
  const strip = new Uint8Array(pixels).fill(0x55);
  const directoryAt = isDirectoryFirst ? headerBytes : headerBytes + pixels;
  const header = isBig ? bytes(order, n16(43), n16(8), n16(0)) : bytes(order, n16(42));
  return bytes(header, offset(directoryAt), ...(isDirectoryFirst ? [directory, strip] : [strip, directory]));
}

/** A bitmap with a header of one of the sizes that versions of Windows and OS/2 write. */
export function bmpOf(headerBytes: 12 | 40 | 64 | 108 | 124): Uint8Array {
  const sides = headerBytes === 12 ? bytes(le16(1), le16(1)) : bytes(le32(1), le32(1));
  const header = bytes(le32(headerBytes), sides, le16(1), le16(24));
  const all = bytes(header, new Uint8Array(headerBytes - header.length), hex('01 02 03 00'));
  return bytes('BM', le32(14 + all.length), le32(0), le32(14 + headerBytes), all);
}

/** A JPEG whose first segment is `marker`: JFIF 0xe0, Exif 0xe1, Adobe 0xee, or none but the tables 0xdb. */
export function jpegFrom(marker: number): Uint8Array {
  const frame = bytes(0xff, 0xc0, be16(11), 8, be16(9), be16(9), hex('01 01 11 00'));
  return bytes(
    0xff,
    0xd8,
    0xff,
    marker,
    be16(67),
    new Uint8Array(65),
    frame,
    0xff,
    0xda,
    be16(8),
    hex('01 01 00 00 3f 00 01 ff d9'),
  );
}

/** A WebP whose picture is in a chunk of that kind: lossy `VP8 `, lossless `VP8L`, extended `VP8X`. */
export function webpFrom(kind: 'VP8 ' | 'VP8L' | 'VP8X'): Uint8Array {
  return bytes('RIFF', le32(22), 'WEBP', kind, le32(10), hex('00 00 00 9d 01 2a 09 00 09 00'));
}

/** A container of the ISO family with a major brand and compatible ones. */
export function isoOf(major: string, ...compatible: readonly string[]): Uint8Array {
  return bytes(be32(16 + 4 * compatible.length), 'ftyp', major, be32(0), ...compatible, isoBoxes('meta', 'mdat'));
}

/** Empty boxes, one after the other. */
export function isoBoxes(...types: readonly string[]): Uint8Array {
  return bytes(...types.flatMap((type) => [be32(8), type]));
}
