import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the process that has a data folder tells others: where its embedded servers are. Absent until they are up. */
export interface FolderHolder {
  readonly pid: number;
  readonly publicUrl?: string;
  readonly s3Endpoint?: string;
  readonly dynamodbEndpoint?: string;
}

export interface FolderLock {
  publish(facts: Omit<FolderHolder, 'pid'>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Takes a data folder for this process: two embedded servers on the same files would spoil them.
 * @throws Error naming the process that has it
 */
export async function holdFolder(folder: string): Promise<FolderLock> {
  const holder = await findHolder(folder);
  if (holder) {
    const instead = 'Stop that one first, or choose another folder: DATA_DIR=.data2 npm start';
    throw new Error(`${folder} is in use by process ${holder.pid}. ${instead}`);
  }
  await write(folder, {});
  return { publish: (facts) => write(folder, facts), close: () => rm(lockFile(folder), { force: true }) };
}

/** The other process that has the folder. The lock of one that is gone counts for nothing. */
export async function findHolder(folder: string): Promise<FolderHolder | undefined> {
  try {
    const holder: FolderHolder = JSON.parse(await readFile(lockFile(folder), 'utf8'));
    return isAlive(holder.pid) ? holder : undefined;
  } catch {
    // No file, or half of one.
    return undefined;
  }
}

const lockFile = (folder: string) => join(folder, 'running.json');

async function write(folder: string, facts: Omit<FolderHolder, 'pid'>): Promise<void> {
  const draft = `${lockFile(folder)}.${process.pid}`;
  await writeFile(draft, JSON.stringify({ pid: process.pid, ...facts }));
  await rename(draft, lockFile(folder));
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
