import { crc32, deflateRawSync } from 'node:zlib';
import { le16, le32, le64 } from '../../support/binary-numbers.ts';
import { bytes } from '../../support/sample-files.ts';

/** How programs lay out a ZIP archive. */
export interface ZipLayout {
  readonly isPacked?: boolean;
  /** Sizes stand behind each entry, as programs write them that do not go back: browsers, Office, Java. */
  readonly isStreamed?: boolean;
  /** What stands before the first entry: the mark of an archive that was to be split. */
  readonly before?: string;
  readonly comment?: string;
}

/** A ZIP of these entries, in this order. */
export function zipLaidOut(entries: Readonly<Record<string, string>>, layout: ZipLayout = {}): Uint8Array {
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

/** How programs lay out a compound file. */
export interface CompoundLayout {
  readonly sectorBytes?: 512 | 4096;
  /** Sectors of content before the directory. */
  readonly before?: number;
  /** Sectors of content between the directory's first sector and its second one. */
  readonly between?: number;
}

/** A compound file whose streams have these names; their content is empty. */
export function compoundOf(names: readonly string[], layout: CompoundLayout = {}): Uint8Array {
  const { sectorBytes = 512, before = 0, between = 0 } = layout;
  const perSector = sectorBytes / 128;
  const entries = ['Root Entry', ...names].map(directoryEntry);
  const directory = Array.from({ length: Math.ceil(entries.length / perSector) }, (_, at) =>
    pad(bytes(...entries.slice(at * perSector, (at + 1) * perSector)), sectorBytes, 0),
  );
  const places = directory.map((_, at) => (at === 0 ? 1 + before : 1 + before + between + at));
  const last = places.at(-1) ?? 1;
  const table = Array.from({ length: last + 1 }, (_, sector) => {
    const at = places.indexOf(sector);
    return sector === 0 ? 0xfffffffd : at < 0 ? endOfChain : (places[at + 1] ?? endOfChain);
  });
  const sectors = Array.from({ length: last + 1 }, (_, sector) => {
    const at = places.indexOf(sector);
    if (sector === 0) return pad(bytes(...table.map(le32)), sectorBytes, 0xff);
    return directory[at] ?? new Uint8Array(sectorBytes).fill(0x11);
  });
  return bytes(pad(compoundHeader(sectorBytes, places[0] ?? 1), sectorBytes, 0), ...sectors);
}

const endOfChain = 0xfffffffe;

function compoundHeader(sectorBytes: number, directoryAt: number): Uint8Array {
  const isLarge = sectorBytes === 4096;
  const version = bytes(le16(0x3e), le16(isLarge ? 4 : 3), le16(0xfffe), le16(isLarge ? 12 : 9), le16(6));
  const places = [0, 1, directoryAt, 0, 4096, endOfChain, 0, endOfChain, 0, 0].map(le32);
  const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');
  return bytes(signature, new Uint8Array(16), version, new Uint8Array(6), ...places, new Uint8Array(432).fill(0xff));
}

function directoryEntry(name: string): Uint8Array {
  const wide = Buffer.from(name, 'utf16le');
  const kind = name === 'Root Entry' ? 5 : 2;
  const tree = bytes(kind, 1, le32(-1), le32(-1), le32(-1));
  return bytes(pad(wide, 64, 0), le16(wide.length + 2), tree, new Uint8Array(36), le32(endOfChain), le64(0));
}

function pad(content: Uint8Array, length: number, filler: number): Uint8Array {
  return bytes(content, new Uint8Array(Math.max(0, length - content.length)).fill(filler));
}
