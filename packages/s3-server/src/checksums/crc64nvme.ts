import { slices, slicingTables } from './crc-tables.ts';

/**
 * The polynomial of CRC-64/NVME, reflected. Source:
 * https://reveng.sourceforge.io/crc-catalogue/all.htm#crc.cat.crc-64-nvme
 */
export const crc64nvmePolynomial = 0x9a6c9329ac4bc9b5n;

const entries = slicingTables(crc64nvmePolynomial);
const lowHalves = Int32Array.from(entries, (entry) => Number(BigInt.asIntN(32, entry)));
const highHalves = Int32Array.from(entries, (entry) => Number(BigInt.asIntN(32, entry >> 32n)));

/** A running CRC-64/NVME. JavaScript has no fast 64-bit integer, so the remainder is kept in two halves. */
export class Crc64Nvme {
  #low = -1;
  #high = -1;

  update(bytes: Uint8Array): void {
    let low = this.#low;
    let high = this.#high;
    let at = 0;
    for (const end = bytes.length - slices; at <= end; at += slices) {
      const a = low ^ word(bytes, at);
      const b = high ^ word(bytes, at + 4);
      const i7 = 1792 + (a & 255);
      const i6 = 1536 + ((a >>> 8) & 255);
      const i5 = 1280 + ((a >>> 16) & 255);
      const i4 = 1024 + (a >>> 24);
      const i3 = 768 + (b & 255);
      const i2 = 512 + ((b >>> 8) & 255);
      const i1 = 256 + ((b >>> 16) & 255);
      const i0 = b >>> 24;
      low = at8(lowHalves, i7, i6, i5, i4, i3, i2, i1, i0);
      high = at8(highHalves, i7, i6, i5, i4, i3, i2, i1, i0);
    }
    for (; at < bytes.length; at += 1) {
      const index = (low ^ (bytes[at] ?? 0)) & 255;
      low = ((low >>> 8) | (high << 24)) ^ (lowHalves[index] ?? 0);
      high = (high >>> 8) ^ (highHalves[index] ?? 0);
    }
    this.#low = low;
    this.#high = high;
  }

  /** Returns eight bytes, most significant first, as `x-amz-checksum-crc64nvme` wants them. */
  digest(): Buffer {
    const crc = Buffer.alloc(8);
    crc.writeInt32BE(~this.#high, 0);
    crc.writeInt32BE(~this.#low, 4);
    return crc;
  }
}

/**
 * Four bytes, least significant first. The indexes are in bounds: `?? 0` only tells the compiler so, and costs nothing
 * measurable.
 */
function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
}

function at8(
  t: Int32Array,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
  f: number,
  g: number,
  h: number,
): number {
  return (t[a] ?? 0) ^ (t[b] ?? 0) ^ (t[c] ?? 0) ^ (t[d] ?? 0) ^ (t[e] ?? 0) ^ (t[f] ?? 0) ^ (t[g] ?? 0) ^ (t[h] ?? 0);
}
