import type { StoredBytes } from '../files/stored-bytes.ts';
import { mebibytes } from '../values/byte-size.ts';
import { viewOf } from '../values/byte-view.ts';
import { fieldRange, findList, type ListRange, readTail, uint64, type ZipTail } from './zip-end.ts';

/** The sums over the list of contents at the end of a ZIP archive. */
export interface ZipDirectory {
  readonly entries: number;
  /** The sum of the sizes of all entries, packed and unpacked. */
  readonly packedBytes: number;
  readonly unpackedBytes: number;
}

/** The reason why a list was not added up. */
export type UnreadDirectory = 'unreadable' | 'ambiguous' | 'too-many' | 'too-long';

/** The bytes of a list that are read at once; the longest possible entry has 192 KB. */
const sliceBytes = mebibytes(1);
const entryBytes = 46;

/**
 * Reads the list of contents from the end of an archive, without any of the contents.
 *
 * @param most the limits of entries and bytes, beyond which the list is not read
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.12, 4.5.3)
 */
export async function readZipDirectory(
  bytes: StoredBytes,
  most: { readonly entries: number; readonly bytes: number },
): Promise<ZipDirectory | UnreadDirectory> {
  const tail = await readTail(bytes);
  const place = findList(tail);
  if (place === undefined || place === 'ambiguous') return place ?? 'unreadable';
  if (place.entries > most.entries) return 'too-many';
  if (await hasListAtStatedOffset(bytes, place)) return 'ambiguous';
  const sum = { entries: 0, packedBytes: 0, unpackedBytes: 0 };
  for (let at = place.start; at < place.end; ) {
    const slice = await readSlice(bytes, tail, at, Math.min(place.end, at + sliceBytes));
    const added = addUp(slice, sum);
    if (added === 0) return 'unreadable';
    if (sum.entries > most.entries) return 'too-many';
    at += added;
    if (at < place.end && at - place.start >= most.bytes) return 'too-long';
  }
  const entriesSaid = place.isZip64 ? sum.entries : sum.entries % 0x10000;
  if (entriesSaid !== place.entries) return 'unreadable';
  return { ...sum, unpackedBytes: sum.unpackedBytes + wrappedBytes(place, sum) };
}

/**
 * True when a second list stands at the offset that the end record states, which is 32 bits long. Programs that do not
 * add the missing multiples of 2^32 would read that list.
 */
async function hasListAtStatedOffset(bytes: StoredBytes, { start, isZip64 }: ListRange): Promise<boolean> {
  if (isZip64 || start < fieldRange) return false;
  const statedOffset = start % fieldRange;
  return viewOf(await bytes.read(statedOffset, statedOffset + 4)).toString('latin1') === 'PK\x01\x02';
}

/**
 * Returns the bytes of entries beyond their stated sizes, in an archive without ZIP64. Its sizes are stated modulo
 * 2^32: the space before the list shows how many multiples of 4 GiB are missing. The unpacked content is at least as
 * large.
 */
function wrappedBytes({ start, isZip64 }: ListRange, { packedBytes }: ZipDirectory): number {
  return isZip64 ? 0 : Math.max(0, Math.floor((start - packedBytes) / fieldRange)) * fieldRange;
}

async function readSlice(bytes: StoredBytes, tail: ZipTail, start: number, end: number): Promise<Buffer> {
  if (start < tail.start) return viewOf(await bytes.read(start, end));
  return tail.view.subarray(start - tail.start, end - tail.start);
}

interface Sum {
  entries: number;
  packedBytes: number;
  unpackedBytes: number;
}

/** Adds up the whole entries in this slice of the list, and returns their length in the list. */
function addUp(slice: Buffer, sum: Sum): number {
  let at = 0;
  while (at + entryBytes <= slice.length && slice.readUInt32LE(at) === 0x02014b50) {
    const extraStart = at + entryBytes + slice.readUInt16LE(at + 28);
    const extraEnd = extraStart + slice.readUInt16LE(at + 30);
    const next = extraEnd + slice.readUInt16LE(at + 32);
    if (next > slice.length) break;
    const [unpacked, packed] = readSizes(slice, at, slice.subarray(extraStart, extraEnd));
    sum.entries++;
    sum.packedBytes += packed;
    sum.unpackedBytes += unpacked;
    at = next;
  }
  return at;
}

/**
 * Reads the sizes of the entry at `at`, unpacked and packed. Those above 4 GiB stand in its extra field, in this order.
 */
function readSizes(slice: Buffer, at: number, extra: Buffer): readonly [number, number] {
  const large = zip64Field(extra);
  let nextLarge = 0;
  const sizeAt = (offset: number) => {
    const size = slice.readUInt32LE(at + offset);
    if (size !== 0xffffffff || large.length < nextLarge + 8) return size;
    nextLarge += 8;
    return uint64(large, nextLarge - 8);
  };
  const [unpacked, packed] = [sizeAt(24), sizeAt(20)];
  return [growsWhenPacked(packed, unpacked) ? unpacked + fieldRange : unpacked, packed];
}

/** True when an entry is larger packed than any method packs it. Its unpacked size has wrapped around at 4 GiB. */
function growsWhenPacked(packed: number, unpacked: number): boolean {
  return packed > unpacked * 1.02 + 4096;
}

function zip64Field(extra: Buffer): Buffer {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  return extra.subarray(0, 0);
}
