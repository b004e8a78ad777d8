import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes a data folder for this process: two embedded servers on the same files would spoil them. A lock of a process that is gone counts for nothing.
 * @throws Error naming the process that has it
 */
export async function holdFolder(folder: string): Promise<{ close(): Promise<void> }> {
  const file = join(folder, 'lock');
  const holder = Number(await readFile(file, 'utf8').catch(() => '0'));
  if (holder > 0 && isAlive(holder)) {
    throw new Error(
      `${folder} is in use by process ${holder}. Stop that one first, or choose another folder: DATA_DIR=.data2 npm start`,
    );
  }
  await writeFile(file, String(process.pid));
  return { close: () => rm(file, { force: true }) };
}

/** Signal 0 only asks (POSIX, `kill`). */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}
