/** Encodes bytes in base64, as the API and S3 write checksums. */
export function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

/** Encodes a CRC-32 as S3 writes it: base64 of its four bytes, the highest first. */
export function base64OfCrc32(crc: number): string {
  return base64(Uint8Array.of(crc >>> 24, crc >>> 16, crc >>> 8, crc));
}
