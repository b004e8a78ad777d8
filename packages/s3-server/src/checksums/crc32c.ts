import { slices, slicingTables } from './crc-tables.ts';

/** The polynomial of CRC-32C (Castagnoli), reflected. Source: RFC 3720, appendix B.4 */
export const crc32cPolynomial = 0x82f63b78n;

const table = Int32Array.from(slicingTables(crc32cPolynomial), (entry) => Number(BigInt.asIntN(32, entry)));

/** A running CRC-32C; node:zlib has only the other CRC-32. */
export class Crc32C {
  #crc = -1;

  update(bytes: Uint8Array): void {
    let crc = this.#crc;
    let at = 0;
    for (const end = bytes.length - slices; at <= end; at += slices) {
      const word =
        (byte(bytes, at) | (byte(bytes, at + 1) << 8) | (byte(bytes, at + 2) << 16) | (byte(bytes, at + 3) << 24)) ^
        crc;
      crc =
        entry(1792 + (word & 255)) ^
        entry(1536 + ((word >>> 8) & 255)) ^
        entry(1280 + ((word >>> 16) & 255)) ^
        entry(1024 + (word >>> 24)) ^
        entry(768 + byte(bytes, at + 4)) ^
        entry(512 + byte(bytes, at + 5)) ^
        entry(256 + byte(bytes, at + 6)) ^
        entry(byte(bytes, at + 7));
    }
    for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ entry((crc ^ byte(bytes, at)) & 255);
    this.#crc = crc;
  }

  /** Returns four bytes, most significant first, as `x-amz-checksum-crc32c` wants them. */
  digest(): Buffer {
    const crc = Buffer.alloc(4);
    crc.writeInt32BE(~this.#crc);
    return crc;
  }
}

/** The index is in bounds: `?? 0` only tells the compiler so, and costs nothing measurable. The same holds below. */
function byte(bytes: Uint8Array, at: number): number {
  return bytes[at] ?? 0;
}

function entry(at: number): number {
  return table[at] ?? 0;
}
