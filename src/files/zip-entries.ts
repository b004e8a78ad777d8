import { viewOf } from './byte-view.ts';
import type { StoredBytes } from './stored-bytes.ts';
import type { ZipDirectory } from './zip-directory.ts';

/** What the list of contents of a ZIP archive adds up to. */
export interface ZipContents {
  readonly entries: number;
  /** The sum of the sizes of all entries, as they are in the archive and as they unpack. */
  readonly packedBytes: number;
  readonly unpackedBytes: number;
}

interface Entry {
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  /** Where its local header begins. */
  readonly start: number;
}

/** A header in the list without its name, extra fields and comment. */
const headerBytes = 46;
/** A header before an entry's bytes, without its name and extra fields. */
const localHeaderBytes = 30;
const wrap = 2 ** 32;

/**
 * Reads the list of contents, and adds up what each entry says.
 *
 * @returns `undefined` when the list is not what its end record says
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.12, 4.5.3)
 */
export async function readZipContents(bytes: StoredBytes, directory: ZipDirectory): Promise<ZipContents | undefined> {
  const { start, isWrapped } = directory;
  const listed = readEntries(viewOf(await bytes.read(start, start + directory.bytes)));
  if (listed === undefined || !isCount(listed.length, directory)) return undefined;
  const packed = isWrapped ? unwrapPacked(listed, start) : listed;
  const entries = packed?.map(unwrapUnpacked);
  return (
    entries && {
      entries: entries.length,
      packedBytes: sum(entries.map((entry) => entry.packedBytes)),
      unpackedBytes: sum(entries.map((entry) => entry.unpackedBytes)),
    }
  );
}

/** Programs that know no ZIP64 write the number of entries modulo 2^16, and unpackers go by the list. */
function isCount(count: number, { entries }: ZipDirectory): boolean {
  return count === entries || count % 2 ** 16 === entries;
}

function readEntries(list: Buffer): readonly Entry[] | undefined {
  const entries: Entry[] = [];
  for (let at = 0; at < list.length; ) {
    if (list.length - at < headerBytes || list.readUInt32LE(at) !== 0x02014b50) return undefined;
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((offset) => list.readUInt16LE(at + offset));
    const extraStart = at + headerBytes + (nameBytes ?? 0);
    const extraEnd = extraStart + (extraBytes ?? 0);
    const end = extraEnd + (commentBytes ?? 0);
    if (end > list.length) return undefined;
    entries.push(readEntry(list.subarray(at, at + headerBytes), list.subarray(extraStart, extraEnd)));
    at = end;
  }
  return entries;
}

/** Numbers above 4 GiB stand in the extra field, in this order, and only those that do not fit into the header. */
function readEntry(header: Buffer, extra: Buffer): Entry {
  const large = zip64Field(extra);
  let nextLarge = 0;
  const numberAt = (offset: number) => {
    const number = header.readUInt32LE(offset);
    if (number !== 0xffffffff || large.length < nextLarge + 8) return number;
    nextLarge += 8;
    return Number(large.readBigUInt64LE(nextLarge - 8));
  };
  const unpackedBytes = numberAt(24);
  const packedBytes = numberAt(20);
  return { unpackedBytes, packedBytes, start: numberAt(42) };
}

function zip64Field(extra: Buffer): Buffer {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2))
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  return extra.subarray(0, 0);
}

/**
 * Finds the true packed sizes behind those modulo 2^32. Entries stand in the archive as in the list, so that each takes
 * the place up to the next one.
 *
 * @returns `undefined` when the entries do not follow each other, or share their bytes
 */
function unwrapPacked(listed: readonly Entry[], directoryStart: number): readonly Entry[] | undefined {
  const starts: number[] = [];
  for (const { start } of listed) starts.push(atLeast(start, starts.at(-1) ?? 0));
  const entries = listed.map((entry, index) => {
    const start = starts[index] ?? 0;
    const room = (starts[index + 1] ?? directoryStart) - start - localHeaderBytes;
    return { ...entry, start, packedBytes: room - ((((room - entry.packedBytes) % wrap) + wrap) % wrap) };
  });
  return entries.every(({ packedBytes }) => packedBytes >= 0) ? entries : undefined;
}

/**
 * Finds the true unpacked size: of those that are the listed one modulo 2^32, the least that can have been packed so. What
 * cannot be packed grows by a hundredth at most, and by a header.
 */
function unwrapUnpacked(entry: Entry): Entry {
  const least = entry.packedBytes - entry.packedBytes / 50 - 1000;
  return { ...entry, unpackedBytes: atLeast(entry.unpackedBytes, least) };
}

/** The least number that is the given one modulo 2^32 and not below `floor`. */
function atLeast(number: number, floor: number): number {
  return number + Math.max(0, Math.ceil((floor - number) / wrap)) * wrap;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
