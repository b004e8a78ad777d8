import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { findHolder, holdFolder } from '../../cli/folder-lock.ts';
import { environmentOf } from '../support/environment.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-folder-'));
});
afterEach(() => rm(folder, { recursive: true }));

const leaveLock = (text: string) => writeFile(join(folder, 'running.json'), text);
/** Larger than any process number that Linux gives out (PID_MAX_LIMIT, 2^22). */
const unusedPid = 2 ** 22 + 1;

describe('the lock of a data folder', () => {
  it('the data folder, taken and released, tells its servers and is free again', async () => {
    const lock = await holdFolder(folder);
    await lock.publish({ publicUrl: 'http://localhost:3000' });
    expect(await readdir(folder)).toEqual(['running.json']);
    await lock.close();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['a process that is gone', JSON.stringify({ pid: unusedPid })],
    ['a predecessor with our number, as in a container', JSON.stringify({ pid: process.pid })],
    ['a process that broke off', '{"pid": 1'],
  ])('the data folder, a lock of %s, is free', async (_, text) => {
    await leaveLock(text);
    expect(await findHolder(folder)).toBeUndefined();
    await (await holdFolder(folder)).close();
    expect(await readdir(folder)).toEqual([]);
  });

  it('the data folder, a process that died while removing a lock, is free', async () => {
    await leaveLock(JSON.stringify({ pid: unusedPid }));
    await writeFile(join(folder, 'running.json.removal'), JSON.stringify({ pid: unusedPid }));
    await (await holdFolder(folder)).close();
    expect(await readdir(folder)).toEqual([]);
  });

  it('is in use by a process of another user, which may not be asked', async () => {
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
    });
    try {
      await leaveLock(JSON.stringify({ pid: 4711 }));
      expect(await findHolder(folder)).toEqual({ pid: 4711 });
      await expect(holdFolder(folder)).rejects.toThrow(`${folder} is in use by process 4711.`);
    } finally {
      kill.mockRestore();
    }
  });
});

describe('a folder that processes take at the same time', () => {
  let takers: ChildProcess[];
  beforeAll(async () => {
    const program = new URL('./lock-holder.ts', import.meta.url);
    const options = { execArgv: ['--import', 'tsx'], env: environmentOf() };
    takers = Array.from({ length: 4 }, () => fork(program, options));
    await Promise.all(takers.map((taker) => once(taker, 'message')));
  });
  afterAll(() => {
    for (const taker of takers) taker.disconnect();
  });

  /** Returns the number of processes that hold the folder after this command. */
  async function tellAll(word: string): Promise<number> {
    const answers = takers.map((taker) => once(taker, 'message'));
    for (const taker of takers) taker.send(word);
    return (await Promise.all(answers)).flat().filter(Boolean).length;
  }

  it.each([
    ['that is free', undefined],
    ['whose lock a dead process has left', JSON.stringify({ pid: unusedPid })],
  ])('the data folder, several processes at once and a folder %s, goes to one', async (_, text) => {
    for (let round = 0; round < 50; round++) {
      if (text !== undefined) await leaveLock(text);
      expect(await tellAll(folder)).toBe(1);
      await tellAll('let go');
      expect(await readdir(folder)).toEqual([]);
    }
  });
});
