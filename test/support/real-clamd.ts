import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** EICAR's test file, in two halves: scanners of the machines that keep this file must not find it. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** True where clamd is installed. */
export const hasClamd = spawnSync('clamd', ['--version']).status === 0;

/** Starts clamd with a signature for EICAR alone, which needs no network. */
export async function startRealClamd(): Promise<{ readonly socket: string; close(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'clamd-'));
  const socket = join(folder, 'clamd.ctl');
  writeFileSync(join(folder, 'eicar.ndb'), `Eicar-Test:0:*:${Buffer.from(eicar).toString('hex')}\n`);
  const settings = [
    `LocalSocket ${socket}`,
    `DatabaseDirectory ${folder}`,
    `TemporaryDirectory ${folder}`,
    'Foreground yes',
    'AlertExceedsMax yes',
    'AlertEncrypted yes',
  ];
  writeFileSync(join(folder, 'clamd.conf'), `${settings.join('\n')}\n`);
  const program = spawn('clamd', ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  await listening(program, socket);
  return {
    socket,
    close() {
      program.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listening(program: ChildProcess, socket: string): Promise<void> {
  while (!existsSync(socket)) {
    if (program.exitCode !== null) throw new Error(`clamd has ended with ${program.exitCode}.`);
    await setTimeout(50);
  }
}
