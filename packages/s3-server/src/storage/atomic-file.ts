import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/** The ending of files that are not finished; whoever finds one after a crash may delete it. */
export const unfinishedSuffix = '.unfinished';

/** Writes a small file so that readers, and a restart after a crash, see the old or the new one as a whole. */
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
