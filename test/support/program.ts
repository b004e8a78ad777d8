import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { environmentOf } from './environment.ts';

/** A program of the project that was started as a person would start it. */
export interface Program {
  readonly child: ChildProcess;
  /** Everything that it has printed so far. */
  printed(): string;
  /** Resolves once it has printed this, with the match; rejects when it ends before. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends a signal and resolves with the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves with the exit code. */
  ended(): Promise<number | null>;
}

/** Starts it with nothing in its environment but this ({@link environmentOf}), here or in another folder. */
export function run(args: readonly string[], environment: Record<string, string>, folder = process.cwd()): Program {
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: folder,
    env: environmentOf(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      for (const listener of listeners) listener();
    });
  }
  const exit = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null);
  return {
    child,
    printed: () => printed,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(printed);
          if (!match) return;
          listeners.delete(look);
          resolve(match);
        };
        listeners.add(look);
        look();
        exit.then((code) => reject(new Error(`It ended with ${code} and had printed: ${printed}`)), reject);
      }),
    stop: (signal = 'SIGINT') => {
      child.kill(signal);
      return exit;
    },
    ended: () => exit,
  };
}

/** The processes below a process, all generations. Linux only, as the embedded table is. */
export async function descendantsOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  const children = text.trim().split(' ').filter(Boolean).map(Number);
  const below = await Promise.all(children.map(descendantsOf));
  return [...children, ...below.flat()];
}
