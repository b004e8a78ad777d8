import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The best of several batches of about 60 ms, after as long a warm-up as one of them. */
export async function microsecondsPerCall(invoke: () => Promise<unknown>): Promise<number> {
  let calls = 1;
  while ((await batch(invoke, calls)) < 60) calls *= 2;
  let bestMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 8; round += 1) bestMs = Math.min(bestMs, await batch(invoke, calls));
  return (bestMs / calls) * 1000;
}

/** Runs a bench with each contender's name in a process of its own, in turns, and keeps each one's best figure. */
export function measureInTurns(script: string, names: Iterable<string>, rounds: number): Map<string, number> {
  const best = new Map<string, number>();
  const contenders = [...names];
  for (let round = 0; round < rounds; round += 1) {
    for (const name of contenders) {
      best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, figureOf(script, name)));
    }
  }
  return best;
}

/** Prints the figure of a process of `measureInTurns`: on standard error, since the other output has the app's log. */
export function printFigure(figure: number): void {
  console.error(figure);
}

function figureOf(script: string, name: string): number {
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', fileURLToPath(script), name], {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stderr.trim().split('\n').at(-1));
}

/**
 * The contender that a process of `measureInTurns` is to run.
 * @throws Error when there is none of that name
 */
export function contenderNamed<Contender>(contenders: Record<string, Contender>, name: string): Contender {
  const contender = contenders[name];
  if (!contender) throw new Error(`Unknown contender ${name}. Known are: ${Object.keys(contenders).join(', ')}.`);
  return contender;
}

/** The one in the middle; of an even number the upper of both. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** To what can be told apart: three digits. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}

async function batch(invoke: () => Promise<unknown>, calls: number): Promise<number> {
  const startedAt = performance.now();
  for (let call = 0; call < calls; call += 1) await invoke();
  return performance.now() - startedAt;
}
