import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A file on disk that looks like a ZIP archive and is otherwise unlike any other: each MiB differs from the one before.
 */
export async function makeArchive(name: string, bytes: number): Promise<{ path: string; remove(): Promise<void> }> {
  const path = join(tmpdir(), `${process.pid}-${name}`);
  const file = await open(path, 'w');
  const block = Buffer.alloc(1024 ** 2);
  for (let position = 0; position < bytes; position += block.length) {
    block.fill(createHash('sha256').update(String(position)).digest());
    if (position === 0) block.write('504b030414000000000000000000', 'hex');
    await file.write(block.subarray(0, Math.min(block.length, bytes - position)));
  }
  // An end record that says that there are no entries.
  const end = Buffer.from('504b0506'.padEnd(44, '0'), 'hex');
  end.writeUInt32LE(bytes - end.length, 16);
  await file.write(end, 0, end.length, bytes - end.length);
  await file.close();
  return { path, remove: () => rm(path, { force: true }) };
}

export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('base64');
}
