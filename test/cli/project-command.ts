import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { environmentOf } from '../support/environment.ts';

/** Runs a command of a copy of the project to its end. */
export function runCommand(folder: string, path: string, ...args: readonly string[]): SpawnSyncReturns<string> {
  const options = { cwd: folder, env: environmentOf(), encoding: 'utf8' } as const;
  return spawnSync(process.execPath, ['--import', 'tsx', path, ...args], options);
}

/** Returns what compiler, formatter and linter have against the sources of a copy: nothing when all is well. */
export function checkWith(folder: string): string {
  const commands = ['tsc --noEmit', 'biome check --error-on-warnings --vcs-enabled=false src'];
  return commands
    .map((command) => {
      const options = { cwd: folder, env: environmentOf(), encoding: 'utf8', shell: true } as const;
      const { status, stdout, stderr } = spawnSync(`node_modules/.bin/${command}`, options);
      return status === 0 ? '' : stdout + stderr;
    })
    .join('');
}
