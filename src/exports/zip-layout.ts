import type { ArchiveEntry, ArchiveList } from './archive-entry.ts';
import { byteOrder } from './byte-order.ts';
import { directoryRecord, endRecords, localHeader } from './zip-records.ts';

/** A stretch of an archive: bytes, or the whole content of an entry. */
export type Stretch = Uint8Array | ArchiveEntry;

/**
 * Returns all stretches of an archive in the order of its bytes, without gaps: a program that reads an archive as it
 * arrives would end at the first one. The directory at the end lists the entries in the order of the list. The memory
 * that it takes is eight bytes for each entry.
 *
 * @param entryCount the number of entries of the list
 */
export function* layOut(list: ArchiveList, entryCount: number): Generator<Stretch, void, undefined> {
  const offsets = new Float64Array(entryCount);
  let at = 0;
  for (const { index, entry } of byteOrder(list)) {
    offsets[index] = at;
    const header = localHeader(entry);
    yield header;
    if (entry.size > 0) yield entry.content instanceof Uint8Array ? entry.content : entry;
    at += header.byteLength + entry.size;
  }
  const start = at;
  let index = 0;
  for (const entry of list) {
    const record = directoryRecord(entry, offsets[index] ?? 0);
    yield record;
    at += record.byteLength;
    index += 1;
  }
  yield endRecords({ entries: index, start, end: at });
}
