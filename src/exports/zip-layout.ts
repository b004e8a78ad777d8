import type { ArchiveEntry, ArchiveList } from './archive-entry.ts';
import { byteOrder } from './byte-order.ts';
import { directoryRecord, endRecords, localHeader } from './zip-records.ts';

/** A stretch of an archive: bytes, or the whole content of an entry. */
export type Stretch = Uint8Array | ArchiveEntry;

const joinedBytes = 64 * 1024;

/**
 * Returns all stretches of an archive in the order of its bytes. They have no gaps, since a program that reads an
 * archive as it arrives ends at a gap and reports nothing. The directory at the end has the order of the list. The
 * memory that it takes is eight bytes for each entry.
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
  for (const records of joined(directoryOf(list, offsets))) {
    yield records;
    at += records.byteLength;
  }
  yield endRecords({ entries: entryCount, start, end: at });
}

function* directoryOf(list: ArchiveList, offsets: Float64Array): Generator<Buffer, void, undefined> {
  let index = 0;
  for (const entry of list) yield directoryRecord(entry, offsets[index++] ?? 0);
}

/** Joins records of some hundred bytes to stretches of 64 KiB, which take less memory and less time. */
function* joined(records: Iterable<Buffer>): Generator<Buffer, void, undefined> {
  let batch: Buffer[] = [];
  let bytes = 0;
  for (const record of records) {
    batch.push(record);
    bytes += record.byteLength;
    if (bytes < joinedBytes) continue;
    yield Buffer.concat(batch, bytes);
    [batch, bytes] = [[], 0];
  }
  if (bytes > 0) yield Buffer.concat(batch, bytes);
}
