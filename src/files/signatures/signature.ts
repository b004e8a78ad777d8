import type { StoredBytes } from '../stored-bytes.ts';

/**
 * True when a file is of the family of formats in the name `is…`.
 *
 * A signature is no stricter than the programs that open the format: it requires the bytes that they need, and enough
 * that no text and no other format has it by accident.
 *
 * @param head the first few KB of the file, all of it where it is smaller
 * @param bytes the whole file, for the few formats whose signature may stand further behind
 */
export type Signature = (head: Buffer, bytes: StoredBytes) => boolean | Promise<boolean>;

/** A signature that needs only the first few KB and the file's size. */
export type HeadSignature = (head: Buffer, file: Pick<StoredBytes, 'size'>) => boolean;

/** True when `head` has exactly these characters at `at`, each standing for the byte of its number. */
export function hasCharacters(head: Buffer, characters: string, at = 0): boolean {
  return head.toString('latin1', at, at + characters.length) === characters;
}

/**
 * True for PNG.
 * @see https://www.w3.org/TR/png-3/#5PNG-file-signature
 */
export const isPng: HeadSignature = (head) => hasCharacters(head, '\x89PNG\r\n\x1a\n');

/**
 * True for JPEG.
 * @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf (B.1.1.3; a marker follows the first one in every JPEG)
 */
export const isJpeg: HeadSignature = (head) => hasCharacters(head, '\xff\xd8\xff');

/**
 * True for GIF.
 * @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt (17)
 */
export const isGif: HeadSignature = (head) => ['GIF87a', 'GIF89a'].some((version) => hasCharacters(head, version));

/**
 * True for WebP.
 * @see https://developers.google.com/speed/webp/docs/riff_container
 */
export const isWebp: HeadSignature = (head) => hasCharacters(head, 'RIFF') && hasCharacters(head, 'WEBP', 8);

/**
 * True for a bitmap. "BM" begins texts too, so the header behind it must have one of few sizes, by the versions of
 * Windows and OS/2.
 *
 * @see https://learn.microsoft.com/windows/win32/gdi/bitmap-header-types
 */
export const isBmp: HeadSignature = (head) =>
  hasCharacters(head, 'BM') && head.length >= 18 && head.readUInt32LE(14) >= 12 && head.readUInt32LE(14) <= 124;

/**
 * True for classic TIFF and BigTIFF in both byte orders. The first directory may stand anywhere in the file: most
 * programs write it behind the pixels.
 *
 * @see https://www.itu.int/itudoc/itu-t/com16/tiff-fx/docs/tiff6.pdf (section 2)
 * @see https://libtiff.gitlab.io/libtiff/specification/bigtiff.html
 */
export const isTiff: HeadSignature = (head, { size }) => {
  if (head.length < 8) return false;
  const directoryAt = tiffDirectory(head);
  return directoryAt !== undefined && directoryAt >= 8 && directoryAt < size;
};

/** Returns the offset of a TIFF's first directory; `undefined` for a head that is no TIFF's. */
export function tiffDirectory(head: Buffer): number | undefined {
  if (hasCharacters(head, 'II*\0')) return head.readUInt32LE(4);
  if (hasCharacters(head, 'MM\0*')) return head.readUInt32BE(4);
  if (head.length < 16) return undefined;
  if (hasCharacters(head, 'II+\0\x08\0\0\0')) return Number(head.readBigUInt64LE(8));
  if (hasCharacters(head, 'MM\0+\0\x08\0\0')) return Number(head.readBigUInt64BE(8));
  return undefined;
}

/**
 * True when a PDF header stands anywhere in the first 1,024 bytes, as readers look for it. Printers' commands, mail and
 * old Macs leave something in front of it. A file that begins as another format stays that format.
 *
 * @see ISO 32000-1:2008, annex H, 3.4.1, notes 13 and 14
 */
export const isPdf: HeadSignature = (head, file) =>
  /%PDF-|%!PS-Adobe-\d\.\d PDF-\d\.\d/.test(head.toString('latin1', 0, 1024)) &&
  !notBeforePdf.some((isOther) => isOther(head, file));

/**
 * True for RTF.
 * @see https://learn.microsoft.com/openspecs/office_standards (Rich Text Format 1.9.1, "File")
 */
export const isRtf: HeadSignature = (head) => /^(\xef\xbb\xbf)?\s*\{\\rtf/.test(head.toString('latin1', 0, 64));

/** True for Word files from before its container: for DOS, and 1 and 2 for Windows. */
export const isOldWord: HeadSignature = (head) =>
  ['\x31\xbe\0\0', '\x9b\xa5\x21\0', '\xdb\xa5\x2d\0'].some((version) => hasCharacters(head, version));

/**
 * True for Excel 2, 3 and 4, and for files of 5 and 97 without the container. They begin with the record that begins a
 * workbook.
 *
 * @see https://www.openoffice.org/sc/excelfileformat.pdf (5.8)
 */
export const isOldExcel: HeadSignature = (head) =>
  [bof('\0', 4), bof('\x02', 6), bof('\x04', 6), bof('\x08', 8), bof('\x08', 16)].some((record) =>
    hasCharacters(head, record),
  );

const bof = (version: string, length: number) => `\x09${version}${String.fromCharCode(length)}\0`;

/**
 * True for a ZIP archive, empty or not. It may have been made to be split and then fitted into one piece.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.7, 4.3.16, 8.5.3, 8.5.5)
 */
export const isZip: HeadSignature = (head) =>
  ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08', 'PK00PK\x03\x04'].some((beginning) => hasCharacters(head, beginning));

/**
 * True for gzip.
 * @see https://www.rfc-editor.org/rfc/rfc1952#section-2.3 (the only method that there is)
 */
export const isGzip: HeadSignature = (head) => hasCharacters(head, '\x1f\x8b\x08');

/**
 * True for WAV: RIFF, both byte orders, and the two forms of it for more than 4 GB.
 *
 * @see https://tech.ebu.ch/docs/tech/tech3306v1_1.pdf (RF64)
 * @see https://www.itu.int/rec/R-REC-BS.2088 (BW64)
 */
export const isWav: HeadSignature = (head) =>
  ['RIFF', 'RIFX', 'RF64', 'BW64'].some((form) => hasCharacters(head, form)) && hasCharacters(head, 'WAVE', 8);

/**
 * True for Ogg.
 * @see https://www.rfc-editor.org/rfc/rfc3533#section-6 (version 0 is the only one)
 */
export const isOgg: HeadSignature = (head) => hasCharacters(head, 'OggS\0');

/**
 * True for Matroska, and for WebM, which is a part of it. Programs that play one play both.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8794#section-11.2.4 (EBML)
 * @see https://www.rfc-editor.org/rfc/rfc9559#section-27.2 (DocType)
 */
export const isMatroska: HeadSignature = (head) =>
  hasCharacters(head, ebml) && /\x42\x82.{1,8}(matroska|webm)/s.test(head.toString('latin1'));

/** True for a Matroska file that says that it is WebM. */
export const isWebm: HeadSignature = (head) =>
  hasCharacters(head, ebml) && /\x42\x82.{1,8}webm/s.test(head.toString('latin1'));

const ebml = '\x1a\x45\xdf\xa3';

const notBeforePdf = [isZip, isPng, isJpeg, isGif, isWebp, isTiff, isGzip, isWav, isOgg, isMatroska, isRtf];
