import { le16, le32, le64 } from '../../support/binary-numbers.ts';
import { bytes, hex } from '../../support/sample-files.ts';

/** An entry as the list of a ZIP archive says it; nothing of it need be true. */
export interface ListedEntry {
  readonly name?: string;
  readonly packed?: number;
  readonly unpacked?: number;
}

/** A ZIP's list of contents and end record, for an archive of `size` bytes that ends with them. */
function zipEnd(size: number, entries: readonly ListedEntry[], changes: Partial<EndRecord> = {}): Uint8Array {
  const directory = Buffer.concat(entries.map(listed));
  const isZip64 = entries.length >= 0xffff || size > 0xffffffff;
  const hasZip64 = isZip64 || changes.zip64 !== undefined;
  const closingBytes = 22 + (hasZip64 ? 76 : 0) + (changes.comment ?? '').length;
  const record: EndRecord = {
    count: entries.length,
    directoryBytes: directory.length,
    start: size - closingBytes - directory.length,
    comment: '',
    ...changes,
  };
  const zip64 = { ...record, ...changes.zip64?.(record) };
  return bytes(directory, ...(hasZip64 ? [zip64Records(zip64, size)] : []), endRecord(record, isZip64));
}

/** The beginning and the end of an archive of any size, for `storedBytes`. */
export function zipOfSize(size: number, entries: readonly ListedEntry[], changes: Partial<EndRecord> = {}) {
  const end = zipEnd(size, entries, changes);
  const parts: [number, Uint8Array][] = [
    [0, bytes('PK\x03\x04', new Uint8Array(26))],
    [size - end.length, end],
  ];
  return { size, parts };
}

/** An entry whose sizes count. */
type FinderEntry = ListedEntry & { readonly packed: number; readonly unpacked: number };

/**
 * An archive as macOS's Finder writes it, of any size and without ZIP64: sizes and offsets are rests of divisions by
 * 2^32, and the number of entries one by 2^16.
 */
export function finderZip(entries: readonly FinderEntry[]) {
  const localBytes = ({ name = 'x', packed }: FinderEntry) => 30 + Buffer.byteLength(name) + packed + 16;
  const start = entries.reduce((sum, entry) => sum + localBytes(entry), 0);
  let offset = 0;
  const list = entries.map((entry) => {
    const { name = 'x', packed, unpacked } = entry;
    const rests = [packed, unpacked, offset].map((number) => number % 2 ** 32);
    offset += localBytes(entry);
    const [facts, place] = [bytes(le32(rests[0] ?? 0), le32(rests[1] ?? 0)), le32(rests[2] ?? 0)];
    const length = le16(Buffer.byteLength(name));
    return bytes('PK\x01\x02', new Uint8Array(16), facts, length, new Uint8Array(12), place, name);
  });
  const directory = bytes(...list);
  const count = le16(entries.length % 2 ** 16);
  const end = bytes('PK\x05\x06', le32(0), count, count, le32(directory.length), le32(start % 2 ** 32), le16(0));
  const size = start + directory.length + end.length;
  const parts: [number, Uint8Array][] = [
    [0, bytes('PK\x03\x04', new Uint8Array(26))],
    [start, directory],
    [start + directory.length, end],
  ];
  return { size, parts, start };
}

/** An archive whose contents begin behind other bytes, with offsets that say so, as programs for split archives do. */
export function zipBehind(prefix: Uint8Array, archive: Uint8Array): Uint8Array {
  const moved = Buffer.from(archive);
  const end = moved.lastIndexOf('PK\x05\x06');
  const start = moved.readUInt32LE(end + 16);
  for (let at = start; at < end; ) {
    moved.writeUInt32LE(moved.readUInt32LE(at + 42) + prefix.length, at + 42);
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + moved.readUInt16LE(at + field), 0);
  }
  moved.writeUInt32LE(start + prefix.length, end + 16);
  return bytes(prefix, moved);
}

export interface EndRecord {
  readonly count: number;
  readonly directoryBytes: number;
  readonly start: number;
  readonly comment: string;
  /** Writes a ZIP64 record, needed or not, with other values than the end record's. */
  readonly zip64?: (record: EndRecord) => Partial<EndRecord>;
}

function listed({ name = 'x', packed = 0, unpacked = 0 }: ListedEntry): Buffer {
  const large = [unpacked, packed].filter((size) => size >= 0xffffffff);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt32LE(Math.min(packed, 0xffffffff), 20);
  entry.writeUInt32LE(Math.min(unpacked, 0xffffffff), 24);
  entry.writeUInt16LE(Buffer.byteLength(name), 28);
  const extra = Buffer.alloc(large.length > 0 ? 4 + 8 * large.length : 0);
  if (large.length > 0) extra.writeUInt16LE(1, 0);
  if (large.length > 0) extra.writeUInt16LE(8 * large.length, 2);
  large.forEach((size, at) => void extra.writeBigUInt64LE(BigInt(size), 4 + 8 * at));
  entry.writeUInt16LE(extra.length, 30);
  return Buffer.concat([entry, Buffer.from(name), extra]);
}

function endRecord({ count, directoryBytes, start, comment }: EndRecord, isZip64: boolean): Uint8Array {
  const facts = isZip64 ? hex('ff ff ff ff ff ff ff ff ff ff') : [le16(count), le32(directoryBytes), le32(start)];
  return bytes('PK\x05\x06', new Uint8Array(6), ...[facts].flat(), le16(comment.length), comment);
}

function zip64Records({ count, directoryBytes, start, comment }: EndRecord, size: number): Uint8Array {
  const record = bytes('PK\x06\x06', le64(44), new Uint8Array(20), ...[count, directoryBytes, start].map(le64));
  return bytes(record, 'PK\x06\x07', le32(0), le64(size - 22 - comment.length - 76), le32(0));
}
