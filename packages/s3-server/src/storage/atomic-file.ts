import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** The suffix of unfinished files, which may be deleted after a crash. */
export const unfinishedSuffix = '.unfinished';

/** Writes a small file atomically: readers, and a restart after a crash, see the whole old or new one. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${randomUUID()}${unfinishedSuffix}`;
  try {
    const file = await open(unfinished, 'wx');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
