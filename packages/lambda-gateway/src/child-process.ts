/** Child processes that cannot outlive this one. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

/** Options of a tethered child: `signal` ends it when this process ends; the rest is as for `spawn`. */
export interface ChildOptions extends Pick<SpawnOptions, 'cwd' | 'env'> {
  signal: 'TERM' | 'KILL';
  /** Makes file descriptor 3 of the child a duplex pipe to `stdio[3]`. */
  channel?: boolean;
}

/**
 * Starts a program below a small shell that holds the reading end of this process's pipe.
 *
 * The system closes the pipe when this process ends, even by SIGKILL; the shell's `read` then returns and sends the
 * program `signal`. To end it on purpose, close `stdin`.
 *
 * The child leads a process group of its own: a terminal's Ctrl-C reaches only this process, so that it can still use
 * the child while shutting down, and `process.kill(-child.pid)` ends everything below it.
 *
 * Its exit code is the program's, or 128 + the number of the signal that ended it (POSIX, `wait`).
 */
export function spawnChild(program: string, args: string[], options: ChildOptions): ChildProcess {
  const script = `
    exec 9<&0
    "$@" 9<&- </dev/null & child=$!
    exec 3<&-
    { read -r _ <&9; kill -s ${options.signal} "$child"; } 2>/dev/null & watcher=$!
    { wait "$child"; } 2>/dev/null; status=$?
    kill "$watcher" 2>/dev/null
    exit "$status"`;
  return spawn('/bin/sh', ['-c', script, 'sh', program, ...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.env === undefined ? {} : { env: options.env }),
    stdio: ['pipe', 'pipe', 'pipe', options.channel ? 'pipe' : 'ignore'],
    detached: true,
  });
}
