import type { FileHandle } from 'node:fs/promises';

const blockBytes = 1024 ** 2;

/**
 * Writes bytes to a new file in blocks, one of them on its way while the next is received and hashed: so memory stays
 * flat, whatever their number.
 * @returns how many bytes there were
 */
export async function writeBlocks(
  file: FileHandle,
  bytes: AsyncIterable<Buffer>,
  onChunk: (chunk: Buffer) => void,
): Promise<number> {
  let size = 0;
  let gathered: Buffer[] = [];
  let gatheredBytes = 0;
  let writing: Promise<void> = Promise.resolve();
  const flush = async () => {
    await writing;
    writing = writeAll(file, gathered, size - gatheredBytes);
    writing.catch(() => undefined); // seen by whoever awaits it next
    gathered = [];
    gatheredBytes = 0;
  };
  try {
    for await (const chunk of bytes) {
      gathered.push(chunk);
      gatheredBytes += chunk.length;
      size += chunk.length;
      onChunk(chunk);
      if (gatheredBytes >= blockBytes) await flush();
    }
    await flush();
  } finally {
    await writing;
  }
  return size;
}

async function writeAll(file: FileHandle, chunks: readonly Buffer[], position: number): Promise<void> {
  const total = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (total === 0) return;
  const { bytesWritten } = await file.writev(chunks, position);
  if (bytesWritten === total) return;
  const rest = Buffer.concat(chunks).subarray(bytesWritten); // a nearly full disk: the next write says so
  await writeAll(file, [rest], position + bytesWritten);
}
