import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * The arguments by which a child process runs TypeScript. Node strips types by itself since 22.18; from 22.13 on it does
 * so when asked, and warns.
 *
 * @see https://nodejs.org/api/typescript.html
 */
const typeStripping: readonly string[] =
  process.features.typescript === 'strip'
    ? []
    : ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];

interface EmulatorProcess {
  readonly args: readonly string[];
  /** Further arguments of the child's Node. */
  readonly nodeArguments?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly stderr: 'inherit' | 'pipe';
}

/**
 * Starts the command of an emulator's package, such as `s3-server`, in a process of its own. It sends a message when it
 * listens, and ends when its IPC channel closes, with this process at the latest.
 */
export function forkEmulator(
  packageName: string,
  { args, nodeArguments = [], env, stderr }: EmulatorProcess,
): ChildProcess {
  return fork(fileURLToPath(new URL(`../packages/${packageName}/src/main.ts`, import.meta.url)), args, {
    execArgv: [...typeStripping, ...nodeArguments],
    stdio: ['ignore', 'ignore', stderr, 'ipc'],
    // Ctrl-C in a terminal reaches every process of the group; this program stops the emulators itself, after the app.
    detached: true,
    ...(env && { env }),
  });
}
