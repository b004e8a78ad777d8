/** The number of bytes that one step of the fast loops takes in ("slicing by 8"). */
export const slices = 8;

/**
 * Builds the tables of a reflected CRC. Entry `slice * 256 + byte` is the remainder of that byte with `slice` zero
 * bytes after it. Source: M. Kounavis and F. Berry, "A systematic approach to building high performance software-based
 * CRC generators", 2005
 */
export function slicingTables(polynomial: bigint): readonly bigint[] {
  const tables = Array.from({ length: 256 }, (_, byte) => remainder(BigInt(byte), polynomial));
  for (let entry = 256; entry < slices * 256; entry += 1) {
    const before = tables[entry - 256] ?? 0n;
    tables.push((before >> 8n) ^ (tables[Number(before & 0xffn)] ?? 0n));
  }
  return tables;
}

function remainder(byte: bigint, polynomial: bigint): bigint {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
  return crc;
}
