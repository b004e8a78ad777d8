/**
 * Returns the CRC-32 (IEEE 802.3, as in zlib and S3) of bytes, as an unsigned number. For bytes that come in chunks,
 * pass the result of one chunk to the next.
 *
 * Slicing by 8 (Kounavis and Berry, "Novel Table Lookup-Based Algorithms for High-Performance CRC Generation", 2008):
 * eight bytes a step, more than 1 GB/s, so that a part is read much faster than a connection can send it.
 */
export function crc32(bytes: Uint8Array, previous = 0): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.length & ~7;
  let crc = ~previous;
  let at = 0;
  for (; at < end; at += 8) {
    crc = fold(view.getUint32(at, true) ^ crc, 4) ^ fold(view.getUint32(at + 4, true), 0);
  }
  for (; at < bytes.length; at++) crc = fromTable(0, crc ^ view.getUint8(at)) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** Folds in four bytes that stand `distance` bytes before the end of the step. */
function fold(word: number, distance: number): number {
  return (
    fromTable(distance + 3, word) ^
    fromTable(distance + 2, word >>> 8) ^
    fromTable(distance + 1, word >>> 16) ^
    fromTable(distance, word >>> 24)
  );
}

/** Returns the remainder of one byte when `distance` more bytes follow it in the step. */
function fromTable(distance: number, byte: number): number {
  // The index is always within the table; `| 0` says so to the compiler and costs nothing.
  return (table[distance * 256 + (byte & 255)] as number) | 0;
}

/** The reflected polynomial of CRC-32. */
export const polynomial = 0xedb88320;

const table = buildTable();

function buildTable(): Int32Array {
  const entries = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    entries[byte] = crc;
  }
  for (let at = 256; at < entries.length; at++) {
    const nearer = entries[at - 256] ?? 0;
    entries[at] = (entries[nearer & 255] ?? 0) ^ (nearer >>> 8);
  }
  return entries;
}
