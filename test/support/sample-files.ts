import { crc32, deflateRawSync, deflateSync } from 'node:zlib';
import { be16, be32, le16, le32 } from './binary-numbers.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Text as UTF-8, numbers as bytes, one after the other. */
export function bytes(...parts: readonly (string | number | Uint8Array)[]): Bytes {
  return new Uint8Array(
    Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.from([part]) : Buffer.from(part)))),
  );
}

/** Bytes in hexadecimal, with spaces between them. */
export const hex = (digits: string): Buffer => Buffer.from(digits.replaceAll(' ', ''), 'hex');

/** A whole PNG, all black; the header may claim other dimensions than the pixels have. */
export function pngOf(width: number, height: number, claimed = { width, height }): Bytes {
  const header = bytes(be32(claimed.width), be32(claimed.height), hex('08 00 00 00 00'));
  // A row of zeros: no filter (PNG specification, 9.2), then black.
  const rows = deflateSync(Buffer.alloc((width + 1) * height));
  return bytes(0x89, 'PNG\r\n\x1a\n', pngChunk('IHDR', header), pngChunk('IDAT', rows), pngChunk('IEND', bytes()));
}

/** The segments of a JPEG without any pixel that could be seen, behind `notes` bytes of camera notes. */
export function jpegOf(width: number, height: number, notes = 0): Bytes {
  const segments: Uint8Array[] = [];
  for (let left = notes; left > 0; left -= 60_000)
    segments.push(bytes(0xff, 0xed, be16(Math.min(left, 60_000) + 2), new Uint8Array(Math.min(left, 60_000))));
  return jpegWith(width, height, ...segments);
}

/** A JPEG as a camera makes it: its notes hold a small JPEG of the same picture. */
export function jpegWithThumbnail(width: number, height: number): Bytes {
  const thumbnail = jpegOf(16, 16);
  return jpegWith(width, height, bytes(0xff, 0xe1, be16(8 + thumbnail.length), 'Exif\0\0', thumbnail));
}

function jpegWith(width: number, height: number, ...segments: readonly Uint8Array[]): Bytes {
  const jfif = bytes(0xff, 0xe0, be16(16), 'JFIF\0', 1, 1, 0, be16(1), be16(1), 0, 0);
  const frame = bytes(0xff, 0xc0, be16(11), 8, be16(height), be16(width), hex('01 01 11 00'));
  const pixels = bytes(0xff, 0xda, be16(8), hex('01 01 00 00 3f 00 5a ff 00 a5 ff d0 3c'));
  return bytes(0xff, 0xd8, jfif, ...segments, frame, pixels, 0xff, 0xd9);
}

export function webpOf(width: number, height: number): Bytes {
  const canvas = bytes(
    'VP8X',
    le32(10),
    hex('00 00 00 00'),
    le32(width - 1).subarray(0, 3),
    le32(height - 1).subarray(0, 3),
  );
  return bytes('RIFF', le32(4 + canvas.length), 'WEBP', canvas);
}

export function gifOf(width: number, height: number): Bytes {
  return bytes('GIF89a', le16(width), le16(height), 0, 0, 0, ';');
}

/** How programs lay out a ZIP archive. */
export interface ZipLayout {
  readonly isPacked?: boolean;
  /** Sizes stand behind each entry, as programs write them that do not go back: browsers, Office, Java. */
  readonly isStreamed?: boolean;
  /** What stands before the first entry: the mark of an archive that was to be split. */
  readonly before?: string;
  readonly comment?: string;
}

/** A ZIP of these entries, in this order; stored ones, unless the layout says otherwise. */
export function zipOf(entries: Readonly<Record<string, string>>, layout: ZipLayout = {}): Bytes {
  const { isPacked = false, isStreamed = false, before = '', comment = '' } = layout;
  const front: Uint8Array[] = [bytes(Buffer.from(before, 'latin1'))];
  const list: Uint8Array[] = [];
  let offset = before.length;
  for (const [name, content] of Object.entries(entries)) {
    const packed = isPacked ? deflateRawSync(content) : Buffer.from(content);
    const sizes = bytes(le32(crc32(content)), le32(packed.length), le32(Buffer.byteLength(content)));
    const flags = bytes(le16(isStreamed ? 8 : 0), le16(isPacked ? 8 : 0), le16(0), le16(0x21));
    const nameBytes = le16(Buffer.byteLength(name));
    const descriptor = isStreamed ? bytes('PK\x07\x08', sizes) : bytes();
    const sizesAhead = isStreamed ? new Uint8Array(12) : sizes;
    const entry = bytes('PK\x03\x04', le16(20), flags, sizesAhead, nameBytes, le16(0), name, packed, descriptor);
    list.push(bytes('PK\x01\x02', le16(20), le16(20), flags, sizes, nameBytes, new Uint8Array(12), le32(offset), name));
    front.push(entry);
    offset += entry.length;
  }
  const count = le16(list.length);
  const directory = bytes(...list);
  const end = bytes('PK\x05\x06', le32(0), count, count, le32(directory.length), le32(offset), le16(comment.length));
  return bytes(...front, directory, end, comment);
}

const officeOf = (folder: string, mime: string) =>
  zipOf({
    '[Content_Types].xml': `<Types><Override PartName="/${folder}/x.xml" ContentType="${mime}.main+xml"/></Types>`,
    [`${folder}/x.xml`]: '<x/>',
  });
const openDocumentOf = (mime: string) => zipOf({ mimetype: mime, 'content.xml': '<x/>' });
const isoMedia = (brand: string) => bytes(be32(24), 'ftyp', brand, be32(0), brand, 'mif1', new Uint8Array(64));
const matroska = (kind: string) =>
  bytes(hex('1a 45 df a3'), 0x80 + kind.length + 3, 0x42, 0x82, 0x80 + kind.length, kind);
const compoundFile = bytes(hex('d0 cf 11 e0 a1 b1 1a e1'), new Uint8Array(512));
const openXml = 'application/vnd.openxmlformats-officedocument';
const openDocument = 'application/vnd.oasis.opendocument';

/** The beginning of a real file of each type, by its media type. */
export const sampleFiles: Readonly<Record<string, Bytes>> = {
  'application/pdf': bytes('%PDF-1.4\n%âãÏÓ\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
  'image/png': pngOf(64, 64),
  'image/jpeg': jpegOf(64, 64),
  'image/webp': webpOf(64, 64),
  'image/gif': gifOf(64, 64),
  'image/avif': isoMedia('avif'),
  'image/heic': isoMedia('heic'),
  'image/tiff': bytes('II*\0', le32(8), le16(0), new Uint8Array(64)),
  'image/bmp': bytes(
    'BM',
    le32(58),
    le32(0),
    le32(54),
    le32(40),
    le32(1),
    le32(1),
    le16(1),
    le16(24),
    new Uint8Array(28),
  ),
  [`${openXml}.wordprocessingml.document`]: officeOf('word', `${openXml}.wordprocessingml.document`),
  [`${openXml}.spreadsheetml.sheet`]: officeOf('xl', `${openXml}.spreadsheetml.sheet`),
  [`${openXml}.presentationml.presentation`]: officeOf('ppt', `${openXml}.presentationml.presentation`),
  'application/msword': compoundFile,
  'application/vnd.ms-excel': compoundFile,
  'application/vnd.ms-powerpoint': compoundFile,
  [`${openDocument}.text`]: openDocumentOf(`${openDocument}.text`),
  [`${openDocument}.spreadsheet`]: openDocumentOf(`${openDocument}.spreadsheet`),
  [`${openDocument}.presentation`]: openDocumentOf(`${openDocument}.presentation`),
  'application/rtf': bytes('{\\rtf1\\ansi Hello}'),
  'text/plain': bytes('Hello, bucket.\n'),
  'text/markdown': bytes('# Hello\n\n* bucket\n'),
  'text/csv': bytes('\ufeffname;size\r\n"boots, left";42\r\n'),
  'application/json': bytes('{"hello": ["bucket"]}'),
  'application/zip': zipOf({ 'hello.txt': 'Hello', 'a/b.txt': 'x' }),
  'application/gzip': bytes(0x1f, 0x8b, 8, new Uint8Array(7), 3, 0, new Uint8Array(8)),
  'audio/mpeg': bytes('ID3', hex('04 00 00 00 00 00 00 ff fb 90 64'), new Uint8Array(64)),
  'audio/mp4': isoMedia('M4A '),
  'audio/wav': bytes('RIFF', le32(36), 'WAVEfmt ', le32(16), new Uint8Array(16), 'data', le32(0)),
  'audio/ogg': bytes('OggS', new Uint8Array(22), 1, 30, 1, 'vorbis', new Uint8Array(23)),
  'audio/flac': bytes('fLaC', new Uint8Array(42)),
  'video/mp4': isoMedia('isom'),
  'video/webm': matroska('webm'),
  'video/quicktime': isoMedia('qt  '),
  'video/matroska': matroska('matroska'),
};

/** A chunk of a PNG: its length, type, content and CRC-32. */
export function pngChunk(type: string, content: Uint8Array): Bytes {
  return bytes(be32(content.length), type, content, be32(crc32(bytes(type, content))));
}
