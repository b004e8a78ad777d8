import type { StoredBytes } from '../files/stored-bytes.ts';
import { type Message, message } from '../messages/message.ts';
import { kibibytes, mebibytes } from '../values/byte-size.ts';
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
export async function archiveProblem(limits: ArchiveLimits, bytes: StoredBytes): Promise<Message | undefined> {
  const { maxEntries, maxUnpackedBytes } = limits;
  const most = { entries: maxEntries, bytes: Math.min(mostListBytes, maxEntries * listBytesPerEntry) };
  const directory = await readZipDirectory(bytes, most);
  if (typeof directory === 'string') return describeUnread(directory, most);
  // Entries that share their bytes are how a few MB unpack to more than any disk holds.
  if (directory.packedBytes > bytes.size) return message('archive-unreadable');
  if (directory.unpackedBytes > maxUnpackedBytes)
    return message('archive-too-large-unpacked', { bytes: directory.unpackedBytes, maxBytes: maxUnpackedBytes });
  const { maxRatio } = limits;
  return isBomb(directory, bytes.size, limits) ? message('archive-unpacks-too-far', { maxRatio }) : undefined;
}

function describeUnread(why: UnreadDirectory, most: { readonly entries: number; readonly bytes: number }): Message {
  switch (why) {
    case 'unreadable':
      return message('archive-unreadable');
    case 'ambiguous':
      return message('archive-ambiguous');
    case 'too-many':
      return message('archive-has-many-files', { max: most.entries });
    case 'too-long':
      return message('archive-list-too-long', { maxBytes: most.bytes });
  }
}

function isBomb({ unpackedBytes }: ZipDirectory, size: number, { maxRatio }: ArchiveLimits): boolean {
  return unpackedBytes > harmlessBytes && unpackedBytes > maxRatio * size;
}
