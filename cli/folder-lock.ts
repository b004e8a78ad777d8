import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the process that has a data folder tells others: where its embedded servers are. Absent until they are up. */
export interface FolderHolder {
  readonly pid: number;
  readonly publicUrl?: string;
  readonly s3Endpoint?: string;
  readonly dynamodbEndpoint?: string;
}

/** A data folder that this process has until it closes it, or ends. */
export interface FolderLock {
  /** Tells others where the servers are. */
  publish(facts: Omit<FolderHolder, 'pid'>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Takes a data folder for this process: two embedded servers on the same files would spoil them.
 * @throws Error naming the process that has it
 */
export async function holdFolder(folder: string): Promise<FolderLock> {
  const path = lockFile(folder);
  const holder = await take(path);
  if (holder) {
    const instead = 'Stop that one first, or choose another folder: DATA_DIR=.data2 npm start';
    throw new Error(`${folder} is in use by process ${holder.pid}. ${instead}`);
  }
  return {
    publish: async (facts) => rename(await draft(path, facts), path),
    close: () => rm(path, { force: true }),
  };
}

/** The other process that has the folder. The lock of one that is gone counts for nothing. */
export async function findHolder(folder: string): Promise<FolderHolder | undefined> {
  const found = await read(lockFile(folder));
  return typeof found === 'string' ? undefined : found;
}

const lockFile = (folder: string) => join(folder, 'running.json');

/** Makes the lock, unless somebody else has it: then resolves with who that is. Of several at once, one makes it. */
async function take(path: string): Promise<FolderHolder | undefined> {
  while (!(await isMade(path))) {
    const found = await read(path);
    if (typeof found !== 'string') return found;
    if (found === 'left behind') {
      const remover = await removeLeftBehind(path);
      if (remover) return remover;
    }
  }
  return undefined;
}

/**
 * One at a time, under a lock of its own: between another's look at a dead process's lock and its removal, that lock
 * could have become a living one's.
 * @returns who is at it already
 */
async function removeLeftBehind(path: string): Promise<FolderHolder | undefined> {
  const removal = `${path}.removal`;
  const remover = await take(removal);
  if (remover) return remover;
  if ((await read(path)) === 'left behind') await rm(path);
  await rm(removal);
  return undefined;
}

/** A link appears with all that is in its file, and not over another one (POSIX, `link`). */
async function isMade(path: string): Promise<boolean> {
  const from = await draft(path, {});
  try {
    await link(from, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(from);
  }
}

async function draft(path: string, facts: Omit<FolderHolder, 'pid'>): Promise<string> {
  const file = `${path}.${process.pid}`;
  await writeFile(file, JSON.stringify({ pid: process.pid, ...facts }));
  return file;
}

/** The living process that a lock names. What says nothing of a process was left behind by one that broke off. */
async function read(path: string): Promise<FolderHolder | 'absent' | 'left behind'> {
  try {
    const holder: FolderHolder = JSON.parse(await readFile(path, 'utf8'));
    return isAlive(holder.pid) ? holder : 'left behind';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'absent' : 'left behind';
  }
}

/**
 * Signal 0 only asks, and EPERM is the answer for a process of somebody else's (POSIX, `kill`). Our own number in a
 * file is that of a predecessor: in a container every process has the same.
 */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined);
