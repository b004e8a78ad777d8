import { viewOf } from './byte-view.ts';
import type { StoredBytes } from './stored-bytes.ts';

/** Where the list of contents of a ZIP archive is, and how many entries it is said to have. */
export interface ZipDirectory {
  readonly start: number;
  readonly bytes: number;
  readonly entries: number;
  /**
   * True when the archive has more than 4 GiB and no ZIP64 record, as macOS writes it: each size and place in its list
   * is the true one modulo 2^32, and the number of entries that modulo 2^16.
   */
  readonly isWrapped: boolean;
}

/** What an end record says: what it names should end where the record begins. */
interface EndRecord extends Omit<ZipDirectory, 'isWrapped'> {
  readonly mustEndAt: number;
}

/** The end record, the longest comment, and the locator of ZIP64 before them. */
const endBytes = 22;
const locatorBytes = 20;
const tailBytes = locatorBytes + endBytes + 0xffff;

const endSignature = Buffer.from('PK\x05\x06', 'latin1');
const wrap = 2 ** 32;

/**
 * Finds the list of contents from the end of an archive, whatever stands in front of its first entry, and reads nothing
 * else. As unpackers do, it takes the last end record: its comment may be longer or shorter than it says, since some
 * programs write bytes behind an archive. There must be no other list that an unpacker could take: none that an end
 * record with an exact comment names, and none between the list and what names it.
 *
 * @returns `undefined` where there is no such list, or more than one
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.12 to 4.3.16)
 */
export async function findZipDirectory(bytes: StoredBytes): Promise<ZipDirectory | undefined> {
  const tailStart = Math.max(0, bytes.size - tailBytes);
  const tail = viewOf(await bytes.read(tailStart, bytes.size));
  const end = tail.lastIndexOf(endSignature);
  if (end < 0 || end + endBytes > tail.length || hasExactEndBefore(tail, end)) return undefined;
  const record = await readEndRecord(bytes, tail, { tailStart, end });
  if (record === undefined) return undefined;
  const { start, mustEndAt, ...list } = record;
  if (start + list.bytes === mustEndAt) return { ...list, start, isWrapped: false };
  const trueStart = mustEndAt - list.bytes;
  const isWrapped = trueStart >= wrap && trueStart % wrap === start;
  return isWrapped ? { ...list, start: trueStart, isWrapped } : undefined;
}

/** True when another end record has a comment that ends with the archive, as strict unpackers ask for. */
function hasExactEndBefore(tail: Buffer, end: number): boolean {
  const before = (at: number) => tail.subarray(0, at).lastIndexOf(endSignature);
  for (let at = before(end); at >= 0; at = before(at))
    if (at + endBytes <= tail.length && at + endBytes + tail.readUInt16LE(at + 20) === tail.length) return true;
  return false;
}

async function readEndRecord(
  bytes: StoredBytes,
  tail: Buffer,
  { tailStart, end }: { tailStart: number; end: number },
): Promise<EndRecord | undefined> {
  const record = {
    entries: tail.readUInt16LE(end + 10),
    bytes: tail.readUInt32LE(end + 12),
    start: tail.readUInt32LE(end + 16),
    mustEndAt: tailStart + end,
  };
  const locator = end - locatorBytes;
  // Where there is a locator some unpackers follow it whatever the end record says.
  if (locator < 0 || tail.readUInt32LE(locator) !== 0x07064b50) return isSaturated(record) ? undefined : record;
  const large = await readZip64Record(bytes, uint64(tail, locator + 8), tailStart + locator);
  return large && agrees(record, large) ? large : undefined;
}

/** The record that a ZIP64 locator names, if it stands directly before the locator. */
async function readZip64Record(
  bytes: StoredBytes,
  recordStart: number,
  locatorStart: number,
): Promise<EndRecord | undefined> {
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
function isSaturated({ entries, bytes, start }: EndRecord): boolean {
  return entries === 0xffff || bytes === 0xffffffff || start === 0xffffffff;
}

function agrees(small: EndRecord, large: EndRecord): boolean {
  return (
    (small.entries === 0xffff || small.entries === large.entries) &&
    (small.bytes === 0xffffffff || small.bytes === large.bytes) &&
    (small.start === 0xffffffff || small.start === large.start)
  );
}

function uint64(buffer: Buffer, at: number): number {
  return Number(buffer.readBigUInt64LE(at));
}
