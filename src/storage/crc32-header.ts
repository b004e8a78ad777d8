/** Returns a CRC-32 as S3 writes it in headers: the Base64 of its four bytes. */
export function encodeCrc32(crc32: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32);
  return bytes.toString('base64');
}

/** Returns the number of a CRC-32 as S3 writes it, unsigned. */
export function decodeCrc32(base64: string): number {
  return Buffer.from(base64, 'base64').readUInt32BE();
}
