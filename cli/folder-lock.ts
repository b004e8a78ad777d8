import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The content of a lock: the process that holds the data folder, and its embedded servers' addresses. The addresses are
 * absent until the servers are up.
 */
export interface FolderHolder {
  readonly pid: number;
  readonly publicUrl?: string;
  readonly s3Endpoint?: string;
  readonly dynamodbEndpoint?: string;
}

/** A data folder that this process holds until it closes it, or ends. */
export interface FolderLock {
  /** Tells other processes the servers' addresses. */
  publish(facts: Omit<FolderHolder, 'pid'>): Promise<void>;
  close(): Promise<void>;
}

/**
 * Locks a data folder for this process: two embedded servers on the same files would spoil them.
 *
 * @throws Error naming the process that holds it
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

/** Returns the other process that holds the folder. The lock of a process that has ended counts for nothing. */
export async function findHolder(folder: string): Promise<FolderHolder | undefined> {
  const found = await read(lockFile(folder));
  return typeof found === 'string' ? undefined : found;
}

const lockFile = (folder: string) => join(folder, 'running.json');

/** Makes the lock, or resolves with the living process that holds it. Of several processes at once, one makes it. */
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
 * Removes a dead process's lock, under a second lock, so that one process at a time does it. Otherwise that lock could
 * have become a living process's between the reading and the removal.
 *
 * @returns the process that is already removing it
 */
async function removeLeftBehind(path: string): Promise<FolderHolder | undefined> {
  const removal = `${path}.removal`;
  const remover = await take(removal);
  if (remover) return remover;
  if ((await read(path)) === 'left behind') await rm(path);
  await rm(removal);
  return undefined;
}

/** A link appears with the whole content of its file, and never over another one (POSIX, `link`). */
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

/**
 * Returns the living process that a lock names. A lock without a process was left behind by a process that broke off.
 */
async function read(path: string): Promise<FolderHolder | 'absent' | 'left behind'> {
  try {
    const holder: FolderHolder = JSON.parse(await readFile(path, 'utf8'));
    return isAlive(holder.pid) ? holder : 'left behind';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'absent' : 'left behind';
  }
}

/**
 * True when the process is alive and another one. Signal 0 only asks, and EPERM is the answer for another user's
 * process (POSIX, `kill`). This process's own number in a file is that of a predecessor: in a container every process
 * has the same.
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
