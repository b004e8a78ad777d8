import { viewOf } from './byte-view.ts';
import type { StoredBytes } from './stored-bytes.ts';

/** What the list at the end of a ZIP archive says of its contents. */
export interface ZipDirectory {
  readonly entries: number;
  /** The sum of the sizes of all entries, as they are in the archive and as they unpack. */
  readonly packedBytes: number;
  readonly unpackedBytes: number;
}

/** Where the list is, and how many entries it is said to have. */
interface DirectoryPlace {
  readonly start: number;
  readonly bytes: number;
  readonly entries: number;
  /** Where what names it begins. */
  readonly mustEndAt: number;
}

/** The end record, the longest comment, and the locator of ZIP64 before them. */
const endBytes = 22;
const locatorBytes = 20;
const tailBytes = locatorBytes + endBytes + 0xffff;

/**
 * Reads the list of contents from the end of an archive, in one range or two, without any of the contents. An archive
 * must end where its own end record says, and the list must stand directly before what names it: of two lists, some
 * unpackers take the one that is named and others the one that is last.
 *
 * @param maxBytes a list that is longer is not read
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.12 to 4.3.16, 4.5.3)
 */
export async function readZipDirectory(
  bytes: StoredBytes,
  maxBytes: number,
): Promise<ZipDirectory | 'unreadable' | 'too-long'> {
  const tailStart = Math.max(0, bytes.size - tailBytes);
  const tail = viewOf(await bytes.read(tailStart, bytes.size));
  const end = findEnd(tail);
  if (end === undefined) return 'unreadable';
  const place = await findDirectory(bytes, tail, { tailStart, end });
  if (place === undefined || place.start + place.bytes !== place.mustEndAt) return 'unreadable';
  if (place.bytes > maxBytes) return 'too-long';
  const isInTail = place.start >= tailStart;
  const directory = isInTail
    ? tail.subarray(place.start - tailStart, place.start - tailStart + place.bytes)
    : viewOf(await bytes.read(place.start, place.start + place.bytes));
  return addUp(directory, place.entries);
}

/** The end record is the last one whose comment ends with the archive. */
function findEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - endBytes; at >= 0; at--) {
    const isEnd = tail.readUInt32LE(at) === 0x06054b50;
    if (isEnd && at + endBytes + tail.readUInt16LE(at + 20) === tail.length) return at;
  }
  return undefined;
}

async function findDirectory(
  bytes: StoredBytes,
  tail: Buffer,
  { tailStart, end }: { tailStart: number; end: number },
): Promise<DirectoryPlace | undefined> {
  const place = {
    entries: tail.readUInt16LE(end + 10),
    bytes: tail.readUInt32LE(end + 12),
    start: tail.readUInt32LE(end + 16),
    mustEndAt: tailStart + end,
  };
  const locator = end - locatorBytes;
  // Where there is a locator some unpackers follow it whatever the end record says.
  if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) return isSaturated(place) ? undefined : place;
  const large = await readZip64Record(bytes, uint64(tail, locator + 8), tailStart + locator);
  return large && agrees(place, large) ? large : undefined;
}

/** The record that a ZIP64 locator names, if it stands directly before the locator. */
async function readZip64Record(
  bytes: StoredBytes,
  recordStart: number,
  locatorStart: number,
): Promise<DirectoryPlace | undefined> {
  const record = viewOf(await bytes.read(recordStart, recordStart + 56));
  if (record.length < 56 || record.readUInt32LE(0) !== 0x06064b50) return undefined;
  // Its size leaves out the signature and the size itself.
  if (recordStart + 12 + uint64(record, 4) !== locatorStart) return undefined;
  return {
    entries: uint64(record, 32),
    bytes: uint64(record, 40),
    start: uint64(record, 48),
    mustEndAt: recordStart,
  };
}

/** A field of the end record that is too small for its number is all ones, and the ZIP64 record has the number. */
function isSaturated({ entries, bytes, start }: DirectoryPlace): boolean {
  return entries === 0xffff || bytes === 0xffffffff || start === 0xffffffff;
}

function agrees(small: DirectoryPlace, large: DirectoryPlace): boolean {
  return (
    (small.entries === 0xffff || small.entries === large.entries) &&
    (small.bytes === 0xffffffff || small.bytes === large.bytes) &&
    (small.start === 0xffffffff || small.start === large.start)
  );
}

/** Adds up what each entry says, and takes none of it when the list is not what the end record says. */
function addUp(directory: Buffer, entriesSaid: number): ZipDirectory | 'unreadable' {
  let [entries, packedBytes, unpackedBytes] = [0, 0, 0];
  for (let at = 0; at < directory.length; entries++) {
    if (directory.length - at < 46 || directory.readUInt32LE(at) !== 0x02014b50) return 'unreadable';
    const extraStart = at + 46 + directory.readUInt16LE(at + 28);
    const extraEnd = extraStart + directory.readUInt16LE(at + 30);
    at = readSizes(directory, at, directory.subarray(extraStart, extraEnd), (packed, unpacked) => {
      packedBytes += packed;
      unpackedBytes += unpacked;
    });
    if (at > directory.length) return 'unreadable';
  }
  return entries === entriesSaid ? { entries, packedBytes, unpackedBytes } : 'unreadable';
}

/**
 * Tells the sizes of the entry at `at`, and answers where the next one begins. Sizes above 4 GiB stand in its extra
 * field.
 */
function readSizes(
  directory: Buffer,
  at: number,
  extra: Buffer,
  tell: (packed: number, unpacked: number) => void,
): number {
  const large = zip64Field(extra);
  let nextLarge = 0;
  const sizeAt = (offset: number) => {
    const size = directory.readUInt32LE(at + offset);
    if (size !== 0xffffffff || large.length < nextLarge + 8) return size;
    nextLarge += 8;
    return uint64(large, nextLarge - 8);
  };
  const unpacked = sizeAt(24);
  tell(sizeAt(20), unpacked);
  const [name, extraBytes, comment] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset));
  return at + 46 + (name ?? 0) + (extraBytes ?? 0) + (comment ?? 0);
}

function zip64Field(extra: Buffer): Buffer {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  return extra.subarray(0, 0);
}

function uint64(buffer: Buffer, at: number): number {
  return Number(buffer.readBigUInt64LE(at));
}
