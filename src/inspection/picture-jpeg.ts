import { kibibytes } from '../values/byte-size.ts';
import type { ByteWalk } from './byte-walk.ts';
import type { PictureFacts } from './picture-facts.ts';

/** The bytes at the end that are searched for the end marker. Phones put a few seconds of film behind a JPEG. */
const endBytes = kibibytes(256);
const endOfImage = Buffer.from('ffd9', 'hex');
const startOfScan = 0xda;
/**
 * The most bytes of notes before the frame that decoders unpack: a colour profile, an editor's notes. The usual profiles of
 * printers have 544 KB (SWOP) and 639 KB (FOGRA39).
 */
const maxNotesBytes = kibibytes(768);
/**
 * The segments that cameras and editors add, and decoders skip. APP1 holds down to a depth map of several MB, APP11 a
 * record of where the picture comes from, with earlier pictures in it.
 *
 * @see https://spec.c2pa.org/specifications/specifications/2.1/specs/C2PA_Specification.html ("Embedding manifests into JPEG")
 */
const skippedSegments = [0xe1, 0xeb];
/** Of the markers 0xC0 to 0xCF, those that begin no frame: tables (DHT, DAC), and one that is not used. */
const noFrames = [0xc4, 0xc8, 0xcc];

/**
 * Reads a JPEG from segment to segment up to its pixels. It skips those before them by their lengths, since the
 * thumbnail in a camera's notes is a JPEG of its own.
 *
 * @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf (B.1.1, B.2.2)
 */
export async function readJpeg(walk: ByteWalk): Promise<PictureFacts | undefined> {
  let [width, height, notesBytes] = [0, 0, 0];
  for (let at = 2; ; ) {
    const view = await walk.from(at, 9);
    if (view.length < 4) return undefined;
    const marker = view[1] ?? 0;
    const length = view.readUInt16BE(2);
    if (view[0] !== 0xff) {
      const next = view.indexOf(0xff);
      at += next < 0 ? view.length : next;
    } else if (marker === 0xff) {
      // Before a marker any number of 0xFF may stand.
      const next = view.findIndex((byte) => byte !== 0xff);
      at += (next < 0 ? view.length : next) - 1;
    } else if (hasNoLength(marker)) {
      at += 2;
    } else if (length < 2) {
      return undefined;
    } else if (marker === startOfScan) {
      if (width === 0 || height === 0) return undefined;
      return { width, height, frames: 1, isWhole: await hasEnd(walk, at + 2 + length) };
    } else {
      if (marker >= 0xc0 && marker <= 0xcf && !noFrames.includes(marker) && view.length >= 9) {
        height = Math.max(height, view.readUInt16BE(5));
        width = Math.max(width, view.readUInt16BE(7));
      }
      if (!skippedSegments.includes(marker)) notesBytes += length;
      if (notesBytes > maxNotesBytes) return undefined;
      at += 2 + length;
    }
  }
}

/** True for markers without a length: TEM, RST, SOI, and 0, which is no marker. */
function hasNoLength(marker: number): boolean {
  return marker <= 1 || (marker >= 0xd0 && marker <= 0xd8);
}

/**
 * True when the end marker follows the pixels. Inside the pixels 0xFF is always followed by 0 or a restart marker, so
 * that only their end matches.
 */
async function hasEnd(walk: ByteWalk, pixelsStart: number): Promise<boolean> {
  const start = Math.max(pixelsStart, walk.size - endBytes);
  return (await walk.from(start, endBytes)).includes(endOfImage);
}
