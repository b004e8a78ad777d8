import { mebibytes } from '../values/byte-size.ts';
import { minPartBytes } from '../values/s3-limits.ts';
import type { ArchiveEntry, ArchiveList } from './archive-entry.ts';
import { localHeaderBytes } from './zip-records.ts';

/**
 * The size of a file from which on S3 copies it. Below, a read and a write cost less than the two parts that a copy
 * takes.
 */
const copiedFromBytes = 20_000_000;

/**
 * The most bytes of a part that is read and sent. Larger ones make fewer requests, a third of a cent less for 15 GB, and
 * take more memory.
 */
export const readPartBytes = mebibytes(12);

/** The most bytes of small files in front of a copied one: any that is not copied has room there. */
const maxGlueBytes = mebibytes(20);

/** An entry, and its index in the list of people. */
export interface IndexedEntry {
  readonly index: number;
  readonly entry: ArchiveEntry;
}

/** True for an entry whose content S3 can copy. */
export function isCopied({ size, content }: ArchiveEntry): boolean {
  return size >= copiedFromBytes && !(content instanceof Uint8Array);
}

/**
 * Returns the entries in the order of their bytes. Before each file that S3 copies stand smaller ones of 5 MiB in all,
 * as long as there are any: S3 takes no smaller part, and these have to pass through the app anyway. The others keep the
 * order of the list and come last.
 */
export function* byteOrder(list: ArchiveList): Generator<IndexedEntry, void, undefined> {
  const small = indexed(list, (entry) => !isCopied(entry));
  let next = small.next();
  for (const large of indexed(list, isCopied)) {
    for (let bytes = localHeaderBytes(large.entry); !next.done && bytes < minPartBytes; next = small.next()) {
      bytes += localHeaderBytes(next.value.entry) + next.value.entry.size;
      if (bytes > maxGlueBytes) break;
      yield next.value;
    }
    yield large;
  }
  for (; !next.done; next = small.next()) yield next.value;
}

function* indexed(
  list: ArchiveList,
  isWanted: (entry: ArchiveEntry) => boolean,
): Generator<IndexedEntry, void, undefined> {
  let index = 0;
  for (const entry of list) {
    if (isWanted(entry)) yield { index, entry };
    index += 1;
  }
}
