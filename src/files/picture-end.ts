/**
 * Whether a picture has the end that its format asks for: a PNG its IEND, a JPEG its EOI, a GIF its trailer, a WebP the
 * length that it says. Of other formats nothing is asked.
 *
 * @param header the first bytes of the file
 * @param end its last bytes, all of it where it is small
 * @param size of all of the file, in bytes
 */
export function isWholePicture(header: Uint8Array, end: Uint8Array, size: number): boolean {
  const [first, last] = [viewOf(header), viewOf(end)];
  const format = first.toString('latin1', 0, 12);
  if (format.startsWith('\x89PNG')) return last.subarray(-pngEnd.length).equals(pngEnd);
  // Inside a JPEG's pixels 0xFF is always followed by 0 or a restart marker, so that this is found at their end only.
  if (format.startsWith('\xff\xd8')) return last.includes(jpegEnd);
  if (format.startsWith('GIF8')) return last.at(-1) === 0x3b;
  if (/^RIFF.{4}WEBP/s.test(format)) return evenSize(8 + first.readUInt32LE(4)) === evenSize(size);
  return true;
}

/** The type and checksum of PNG's last chunk, which is empty. */
const pngEnd = Buffer.from('49454e44ae426082', 'hex');
const jpegEnd = Buffer.from('ffd9', 'hex');

/** RIFF pads chunks to even sizes, and not every program writes the last byte of that. */
function evenSize(size: number): number {
  return size + (size % 2);
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
