import { formatBytesApart, gibibytes, mebibytes } from '../byte-size.ts';
import type { FileRules } from './file-rules.ts';
import type { StoredBytes } from './stored-bytes.ts';
import { findZipDirectory } from './zip-directory.ts';
import { readZipContents, type ZipContents } from './zip-entries.ts';

/**
 * What ZIP archives, and the Office documents that are such, may unpack to. It is for whoever unpacks them: here
 * nothing ever is, so that encrypted entries, archives in archives, links and names like `../x` mean nothing and are
 * not looked at. What is believed is the list of contents, by which unpackers go too.
 */
export interface ArchiveLimits {
  readonly maxEntries: number;
  readonly maxUnpackedBytes: number;
  /** How many times its own size an archive may unpack to. Counts from 100 MiB on: what is less harms nobody. */
  readonly maxRatio: number;
}

/** The limits of a field: what its form says, and what is usual for files as large as it accepts. */
export function archiveLimitsOf({ archive, maxBytes }: Pick<FileRules, 'archive' | 'maxBytes'>): ArchiveLimits {
  const maxUnpackedBytes = Math.max(gibibytes(1), 20 * maxBytes);
  return { maxEntries: 10_000, maxUnpackedBytes, maxRatio: 200, ...archive };
}

/** From here on, an archive that unpacks to very many times its size is taken for a bomb. */
const harmlessBytes = mebibytes(100);

/** What the entries of a list may take on average, with long names: 10 MB of list for the usual 10,000. */
const maxEntryBytes = 1000;

/**
 * Refuses archives that do harm when they are unpacked, and those whose list of contents cannot be read. Only that list
 * is read: less than 1 MB for 10,000 files with names as they are.
 *
 * @returns a sentence for the person, `undefined` for an archive within the limits
 */
export async function archiveFault(limits: ArchiveLimits, bytes: StoredBytes): Promise<string | undefined> {
  const { maxEntries, maxUnpackedBytes } = limits;
  const directory = await findZipDirectory(bytes);
  if (directory === undefined) return unreadable;
  if (directory.entries > maxEntries) return tooMany(maxEntries);
  if (directory.bytes > maxEntries * maxEntryBytes) return tooLongList(directory.bytes, maxEntries * maxEntryBytes);
  const contents = await readZipContents(bytes, directory);
  // Entries that share their bytes are how a few MB unpack to more than any disk holds.
  if (contents === undefined || contents.packedBytes > bytes.size) return unreadable;
  if (contents.entries > maxEntries) return tooMany(maxEntries);
  if (contents.unpackedBytes > maxUnpackedBytes) {
    const [unpacked, most] = formatBytesApart(contents.unpackedBytes, maxUnpackedBytes);
    return `Unpacked, this file would have ${unpacked}. At most ${most} are accepted: split it.`;
  }
  return isBomb(contents, bytes.size, limits)
    ? `This file unpacks to more than ${limits.maxRatio} times its size, which can fill a reader's disk. Send what is in it without packing it.`
    : undefined;
}

const unreadable =
  'This file is damaged or not whole, or was made in an unusual way: the list of what it contains could not be read. Create it again and try once more.';

function tooMany(maxEntries: number): string {
  return `This file holds too many others. At most ${maxEntries.toLocaleString('en')} in one archive are accepted: split it.`;
}

function tooLongList(listBytes: number, maxListBytes: number): string {
  const [list, most] = formatBytesApart(listBytes, maxListBytes);
  return `The names in this file take ${list}. At most ${most} are accepted: split it, or shorten the names.`;
}

function isBomb({ unpackedBytes }: ZipContents, size: number, { maxRatio }: ArchiveLimits): boolean {
  return unpackedBytes > harmlessBytes && unpackedBytes > maxRatio * size;
}
