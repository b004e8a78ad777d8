import { formatBytesApart, gibibytes, mebibytes } from '../byte-size.ts';
import type { FileRules } from './file-rules.ts';
import type { StoredBytes } from './stored-bytes.ts';
import { readZipDirectory, type ZipDirectory } from './zip-directory.ts';

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

/**
 * An entry of the list takes 46 bytes and its name; 90 are the average of long lists. This is how the limit of entries
 * limits what is read: 900 KB for the usual 10,000.
 */
const usualEntryBytes = 90;

/** Whether these are the first bytes of a ZIP archive, be it an empty one. */
export function beginsLikeZip([p, k, third, fourth]: Uint8Array): boolean {
  return p === 0x50 && k === 0x4b && ((third === 3 && fourth === 4) || (third === 5 && fourth === 6));
}

/**
 * Refuses archives that are made to do harm when they are unpacked, and those whose list of contents cannot be read.
 */
export async function archiveFault(limits: ArchiveLimits, bytes: StoredBytes): Promise<string | undefined> {
  const { maxEntries, maxUnpackedBytes } = limits;
  const directory = await readZipDirectory(bytes, maxEntries * usualEntryBytes);
  if (directory === 'unreadable') return unreadable;
  if (directory === 'too-long' || directory.entries > maxEntries)
    return `This file holds too many others. At most ${maxEntries.toLocaleString('en')} in one archive are accepted: split it.`;
  // Entries that share their bytes are how a few MB unpack to more than any disk holds.
  if (directory.packedBytes > bytes.size) return unreadable;
  if (directory.unpackedBytes > maxUnpackedBytes) {
    const [unpacked, most] = formatBytesApart(directory.unpackedBytes, maxUnpackedBytes);
    return `Unpacked, this file would have ${unpacked}. At most ${most} are accepted: split it.`;
  }
  return isBomb(directory, bytes.size, limits)
    ? `This file unpacks to more than ${limits.maxRatio} times its size, as archives do that are made to do harm. Send what is in it without packing it.`
    : undefined;
}

const unreadable =
  'This file is damaged or not whole: the list of what it contains could not be read. Create it again and try once more.';

function isBomb({ unpackedBytes }: ZipDirectory, size: number, { maxRatio }: ArchiveLimits): boolean {
  return unpackedBytes > harmlessBytes && unpackedBytes > maxRatio * size;
}
