import type { StoredBytes } from '../files/stored-bytes.ts';
import { formatBytes, formatBytesApart, kibibytes, mebibytes } from '../values/byte-size.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { readZipDirectory, type UnreadDirectory, type ZipDirectory } from './zip-directory.ts';

/** The unpacked size above which a high ratio marks an archive as a bomb. */
const harmlessBytes = mebibytes(100);

/**
 * The bytes of the list that are read for each accepted entry, on average. That covers its fields, a long path in any
 * script, and that path once more, as some programs write it. For a list of 10,000 entries that is 10 MB, and never
 * more than 96 MB.
 */
const listBytesPerEntry = kibibytes(1);
const mostListBytes = mebibytes(96);

/** Rejects archives that do harm when they are unpacked, and those whose list of contents is unreadable. */
export async function archiveProblem(limits: ArchiveLimits, bytes: StoredBytes): Promise<string | undefined> {
  const { maxEntries, maxUnpackedBytes } = limits;
  const most = { entries: maxEntries, bytes: Math.min(mostListBytes, maxEntries * listBytesPerEntry) };
  const directory = await readZipDirectory(bytes, most);
  if (typeof directory === 'string') return describeUnread(directory, most);
  // With entries that share their bytes, a few MB unpack to more than any disk holds.
  if (directory.packedBytes > bytes.size) return unreadable;
  if (directory.unpackedBytes > maxUnpackedBytes) {
    const [unpacked, accepted] = formatBytesApart(directory.unpackedBytes, maxUnpackedBytes);
    return `Unpacked, this file would have ${unpacked}. At most ${accepted} are accepted: split it.`;
  }
  return isBomb(directory, bytes.size, limits)
    ? `This file unpacks to more than ${limits.maxRatio} times its size, which is not accepted. Send what is in it without packing it.`
    : undefined;
}

const unreadable =
  'This file is damaged or not whole: the list of what it contains could not be read. Create it again and try once more.';

function describeUnread(why: UnreadDirectory, most: { readonly entries: number; readonly bytes: number }): string {
  switch (why) {
    case 'unreadable':
      return unreadable;
    case 'ambiguous':
      return 'This file has two lists of what it contains, and programs may show either. Pack it again and try once more.';
    case 'too-many':
      return `This file holds too many others. At most ${most.entries.toLocaleString('en')} in one archive are accepted: split it.`;
    case 'too-long':
      return `The list of what this file contains is longer than ${formatBytes(most.bytes)}, too long to be checked. Split it, or give what is in it shorter names.`;
  }
}

function isBomb({ unpackedBytes }: ZipDirectory, size: number, { maxRatio }: ArchiveLimits): boolean {
  return unpackedBytes > harmlessBytes && unpackedBytes > maxRatio * size;
}
