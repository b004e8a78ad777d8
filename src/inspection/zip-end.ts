import type { StoredBytes } from '../files/stored-bytes.ts';
import { viewOf } from '../values/byte-view.ts';

/** The last bytes of an archive: its end record, its locators, and the longest comment. */
export interface ZipTail {
  readonly view: Buffer;
  /** Its offset in the file. */
  readonly start: number;
  readonly fileBytes: number;
}

/** The range of the list of contents, and the number of entries in its end record. */
export interface ListRange {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly entries: number;
  /** True when a ZIP64 record states the whole place. Otherwise its numbers may be stated modulo 2^16 or 2^32. */
  readonly isZip64: boolean;
}

const endBytes = 22;
const locatorBytes = 20;
const zip64Bytes = 56;
const tailBytes = zip64Bytes + locatorBytes + endBytes + 0xffff;

const endSignature = Buffer.from('PK\x05\x06');

/** The range of 32-bit fields; Finder writes larger numbers modulo this. */
export const fieldRange = 2 ** 32;

export async function readTail(bytes: StoredBytes): Promise<ZipTail> {
  const start = Math.max(0, bytes.size - tailBytes);
  return { view: viewOf(await bytes.read(start, bytes.size)), start, fileBytes: bytes.size };
}

/**
 * Finds the list of contents by the last end record of a file, as unzip, 7-Zip, Python and .NET do. It accepts bytes
 * behind it and a comment of another length, since all of these programs do.
 *
 * The list must stand directly before the record that names it, and at the offset that the record states: otherwise
 * programs differ in the place that they read. An earlier end record that also qualifies makes the archive ambiguous:
 * some programs look for the record whose comment ends with the file, others for the most consistent one.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.14 to 4.3.16)
 */
export function findList(tail: ZipTail): ListRange | 'ambiguous' | undefined {
  const last = tail.view.lastIndexOf(endSignature);
  const place = placeOf(tail, last);
  if (place === undefined) return undefined;
  for (let at = tail.view.indexOf(endSignature); at < last; at = tail.view.indexOf(endSignature, at + 1))
    if (endsWithFile(tail, at) || placeOf(tail, at) !== undefined) return 'ambiguous';
  return place;
}

/**
 * True for a record that ends with the file. Archives in archives have end records too, but theirs neither end with the
 * file nor count from its beginning.
 */
function endsWithFile({ view }: ZipTail, at: number): boolean {
  return at + endBytes <= view.length && at + endBytes + view.readUInt16LE(at + 20) === view.length;
}

function placeOf(tail: ZipTail, at: number): ListRange | undefined {
  const { view } = tail;
  if (at < 0 || at + endBytes > view.length || isPartOfSplit(view, at)) return undefined;
  const locator = at - locatorBytes;
  // Where there is a locator, some programs follow it and ignore the end record.
  if (locator >= 0 && view.readUInt32LE(locator) === 0x07064b50) return zip64ListRange(tail, { at, locator });
  const end = tail.start + at;
  const start = end - view.readUInt32LE(at + 12);
  if (start < 0 || start % fieldRange !== view.readUInt32LE(at + 16)) return undefined;
  return { start, end, entries: view.readUInt16LE(at + 10), isZip64: false };
}

/** True for the last file of a split archive, which cannot be unpacked without the others. */
function isPartOfSplit(view: Buffer, at: number): boolean {
  const disk = view.readUInt16LE(at + 4);
  return disk !== 0 && disk !== 0xffff;
}

/**
 * Returns the list that a ZIP64 record names. The record must stand directly before its locator, where Python looks for
 * it, and where the locator points, as all others do; and the end record must state the same or nothing.
 */
function zip64ListRange(tail: ZipTail, { at, locator }: { at: number; locator: number }): ListRange | undefined {
  const { view } = tail;
  const record = locator - zip64Bytes;
  const end = tail.start + record;
  if (record < 0 || uint64(view, locator + 8) !== end || view.readUInt32LE(record) !== 0x06064b50) return undefined;
  const [entries, bytes, start] = [uint64(view, record + 32), uint64(view, record + 40), uint64(view, record + 48)];
  const agrees =
    statesOrDefers(view.readUInt16LE(at + 10), entries, 0xffff) &&
    statesOrDefers(view.readUInt32LE(at + 12), bytes, 0xffffffff) &&
    statesOrDefers(view.readUInt32LE(at + 16), start, 0xffffffff);
  return agrees && start + bytes === end ? { start, end, entries, isZip64: true } : undefined;
}

/** True when a field states the value, or is all ones, which refers to the ZIP64 record. */
function statesOrDefers(field: number, value: number, allOnes: number): boolean {
  return field === allOnes || field === value;
}

export function uint64(buffer: Buffer, at: number): number {
  return Number(buffer.readBigUInt64LE(at));
}
