import { viewOf } from './byte-view.ts';

/**
 * Whether a picture has the end that its format asks for: a PNG its IEND, a JPEG its EOI, a GIF its trailer, a WebP the
 * length that it says. Of other formats nothing is asked.
 *
 * @param format as `image-size` names it
 * @param header the first bytes of the file
 * @param end its last bytes, all of it where it is small
 * @param size of all of the file, in bytes
 */
export function isWholePicture(
  format: string | undefined,
  { header, end, size }: { header: Uint8Array; end: Uint8Array; size: number },
): boolean {
  const [first, last] = [viewOf(header), viewOf(end)];
  switch (format) {
    case 'png':
      return last.subarray(-pngEnd.length).equals(pngEnd);
    case 'jpg': {
      const pixelsAt = findPixelsOfJpeg(first);
      // Inside a JPEG's pixels 0xFF is always followed by 0 or a restart marker, so that this is found at their end only.
      return pixelsAt !== undefined && last.includes(jpegEnd, Math.max(0, pixelsAt - (size - last.length)));
    }
    case 'gif':
      return last.at(-1) === 0x3b;
    case 'webp':
      return evenSize(8 + first.readUInt32LE(4)) === evenSize(size);
    default:
      return true;
  }
}

/** The type and checksum of PNG's last chunk, which is empty. */
const pngEnd = Buffer.from('49454e44ae426082', 'hex');
const jpegEnd = Buffer.from('ffd9', 'hex');

/**
 * Where the pixels begin: behind the SOS segment. The segments before it are stepped over by their lengths, since the
 * thumbnail in a camera's notes is a JPEG of its own, with an SOS and an EOI.
 *
 * @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf (B.1.1)
 */
function findPixelsOfJpeg(header: Buffer): number | undefined {
  let at = header.indexOf(0xff, 2);
  while (at >= 0 && at + 4 <= header.length) {
    const marker = header[at + 1];
    const length = header.readUInt16BE(at + 2);
    // Before a marker any number of 0xFF may stand.
    if (marker === 0xff) at += 1;
    else if (length < 2) return undefined;
    else if (marker === 0xda) return at + 2 + length;
    else at = header.indexOf(0xff, at + 2 + length);
  }
  return undefined;
}

/** RIFF pads chunks to even sizes, and not every program writes the last byte of that. */
function evenSize(size: number): number {
  return size + (size % 2);
}
