import { le16, le32, le64 } from '../../support/binary-numbers.ts';
import { bytes, hex } from '../../support/sample-files.ts';

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
  const signature = hex('d0cf11e0a1b11ae1');
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
