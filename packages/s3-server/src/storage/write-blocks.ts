import type { FileHandle } from 'node:fs/promises';

const blockBytes = 1024 ** 2;

/**
 * Writes bytes to a new file in blocks, so that memory stays flat for any number of bytes. One block is on its way
 * while the next is received and hashed.
 *
 * @returns the number of bytes
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
    writing.catch(() => undefined); // the next await sees it
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
