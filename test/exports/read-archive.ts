/** Reads the entries of an archive in store mode, by its directory: their paths in its order, with their bytes. */
export function readArchive(bytes: Uint8Array): Map<string, Buffer> {
  const archive = Buffer.from(bytes);
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  const entries = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < archive.readUInt16LE(end + 10); entry += 1) {
    const [nameBytes, extraBytes] = [archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30)];
    const size = archive.readUInt32LE(at + 24);
    const header = archive.readUInt32LE(at + 42);
    const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
    entries.set(archive.toString('utf8', at + 46, at + 46 + nameBytes), archive.subarray(start, start + size));
    at += 46 + nameBytes + extraBytes;
  }
  return entries;
}
