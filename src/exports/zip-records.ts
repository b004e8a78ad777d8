import type { ArchiveEntry } from './archive-entry.ts';
import { dosTime, fitsTimestamp } from './zip-time.ts';

/*
 * The records of a ZIP archive whose entries are stored as they are, and whose sizes and checksums are known beforehand:
 * no record follows the content. ZIP64 stands only where a number needs it, since older programs do not read it.
 * Source: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.7, 4.3.12 to 4.3.16, 4.5.3);
 * 0x5455: https://libzip.org/specifications/extrafld.txt
 */

/** The values from which on a field of 32 or 16 bits refers to ZIP64. */
const max32 = 0xffffffff;
const max16 = 0xffff;

const plainVersion = 20;
const zip64Version = 45;
/** The system of the external attributes: Unix. */
const madeByUnix = 3 << 8;
/** A regular file that its owner may write and others read, in the upper half of the attributes. */
const fileMode = 0o100644 * 0x10000;
/** The flag of names in UTF-8. */
const utf8Flag = 0x0800;

const localBytes = 30;
const directoryBytes = 46;
const timestampBytes = 9;
const zip64HeadBytes = 4;

/** Returns the header that stands before the content of an entry. */
export function localHeader(entry: ArchiveEntry): Buffer {
  const large = entry.size >= max32 ? [entry.size, entry.size] : [];
  const pathBytes = pathBytesOf(entry);
  const record = Buffer.allocUnsafe(localBytes + pathBytes + extraBytes(entry, large));
  record.writeUInt32LE(0x04034b50, 0);
  writeShared(record, 4, entry, pathBytes, large);
  writePathAndExtra(record, localBytes, entry, pathBytes, large);
  return record;
}

/** Returns the number of bytes of an entry in front of its content. */
export function localHeaderBytes(entry: ArchiveEntry): number {
  return localBytes + pathBytesOf(entry) + extraBytes(entry, entry.size >= max32 ? [0, 0] : []);
}

/** Returns the entry as the directory at the end of the archive lists it. */
export function directoryRecord(entry: ArchiveEntry, offset: number): Buffer {
  const large = [...(entry.size >= max32 ? [entry.size, entry.size] : []), ...(offset >= max32 ? [offset] : [])];
  const pathBytes = pathBytesOf(entry);
  const record = Buffer.allocUnsafe(directoryBytes + pathBytes + extraBytes(entry, large));
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(madeByUnix | zip64Version, 4);
  writeShared(record, 6, entry, pathBytes, large);
  record.fill(0, 32, 38); // no comment, first disk, not known to be text
  record.writeUInt32LE(fileMode, 38);
  record.writeUInt32LE(Math.min(offset, max32), 42);
  writePathAndExtra(record, directoryBytes, entry, pathBytes, large);
  return record;
}

/** The place of the directory, and its number of entries. */
export interface DirectoryPlace {
  readonly entries: number;
  /** The offset of its first byte, and that behind its last one. */
  readonly start: number;
  readonly end: number;
}

/** Returns the last bytes of an archive, which name the place of its directory. */
export function endRecords({ entries, start, end }: DirectoryPlace): Buffer {
  const isLarge = entries >= max16 || start >= max32 || end - start >= max32;
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50, 0);
  record.writeUInt16LE(Math.min(entries, max16), 8);
  record.writeUInt16LE(Math.min(entries, max16), 10);
  record.writeUInt32LE(Math.min(end - start, max32), 12);
  record.writeUInt32LE(Math.min(start, max32), 16);
  return isLarge ? Buffer.concat([zip64EndRecords({ entries, start, end }), record]) : record;
}

function zip64EndRecords({ entries, start, end }: DirectoryPlace): Buffer {
  const records = Buffer.alloc(76);
  records.writeUInt32LE(0x06064b50, 0);
  records.writeUInt32LE(44, 4); // the bytes that follow in this record
  records.writeUInt16LE(madeByUnix | zip64Version, 12);
  records.writeUInt16LE(zip64Version, 14);
  writeUInt64(records, entries, 24);
  writeUInt64(records, entries, 32);
  writeUInt64(records, end - start, 40);
  writeUInt64(records, start, 48);
  records.writeUInt32LE(0x07064b50, 56);
  writeUInt64(records, end, 64);
  records.writeUInt32LE(1, 72); // one disk
  return records;
}

/** Writes the 26 bytes that both records of an entry share: from the needed version to the extra field's length. */
function writeShared(
  record: Buffer,
  at: number,
  entry: ArchiveEntry,
  pathBytes: number,
  large: readonly number[],
): void {
  const size = Math.min(entry.size, max32);
  record.writeUInt16LE(large.length > 0 ? zip64Version : plainVersion, at);
  record.writeUInt16LE(utf8Flag, at + 2);
  record.writeUInt16LE(0, at + 4); // stored
  record.writeUInt32LE(dosTime(entry.modifiedAt), at + 6);
  record.writeUInt32LE(entry.crc32, at + 10);
  record.writeUInt32LE(size, at + 14);
  record.writeUInt32LE(size, at + 18);
  record.writeUInt16LE(pathBytes, at + 22);
  record.writeUInt16LE(extraBytes(entry, large), at + 24);
}

/** Writes the path, and the extra field behind it: ZIP64 numbers and the time to the second. */
function writePathAndExtra(
  record: Buffer,
  start: number,
  { path, modifiedAt }: ArchiveEntry,
  pathBytes: number,
  large: readonly number[],
): void {
  record.write(path, start, 'utf8');
  let at = start + pathBytes;
  if (large.length > 0) {
    record.writeUInt16LE(0x0001, at);
    record.writeUInt16LE(8 * large.length, at + 2);
    for (const [index, number] of large.entries()) writeUInt64(record, number, at + zip64HeadBytes + 8 * index);
    at += zip64HeadBytes + 8 * large.length;
  }
  if (!fitsTimestamp(modifiedAt)) return;
  record.writeUInt16LE(0x5455, at);
  record.writeUInt16LE(5, at + 2);
  record.writeUInt8(1, at + 4); // only the time of modification
  record.writeUInt32LE(modifiedAt, at + 5);
}

function extraBytes({ modifiedAt }: ArchiveEntry, large: readonly number[]): number {
  const zip64Bytes = large.length > 0 ? zip64HeadBytes + 8 * large.length : 0;
  return zip64Bytes + (fitsTimestamp(modifiedAt) ? timestampBytes : 0);
}

/** @throws RangeError when a path is longer than a record can hold */
function pathBytesOf({ path }: ArchiveEntry): number {
  const bytes = Buffer.byteLength(path);
  if (bytes > max16) throw new RangeError('A path is too long for a ZIP archive.');
  return bytes;
}

function writeUInt64(record: Buffer, value: number, at: number): void {
  record.writeUInt32LE(value % 2 ** 32, at);
  record.writeUInt32LE(Math.floor(value / 2 ** 32), at + 4);
}
