/**
 * What the whole app takes for `GET /health`, beside a bare one behind `hono/aws-lambda`: `node --import tsx
 * bench/health.ts`. Exits with 1 when the ratio is over. Each runs in a process of its own, in turns, and its best
 * round counts.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type HealthContender, healthContenders } from './health-contenders.ts';

const ROUNDS = 3;
/** The app with all its middleware, as a multiple of an app with none behind the stock adapter. */
const ALLOWED = 1;

const [contender] = process.argv.slice(2);
if (contender) await runAlone(contender);
else process.exitCode = report(measureInTurns()) ? 0 : 1;

async function runAlone(name: string): Promise<void> {
  const prepare = Object.entries(healthContenders).find(([known]) => known === name)?.[1];
  if (!prepare) throw new Error(`Unknown contender ${name}. Known are: ${Object.keys(healthContenders).join(', ')}.`);
  console.log(await microsecondsPerCall(await prepare()));
}

/** The best of several batches of about 60 ms, after as long a warm-up as one of them. */
async function microsecondsPerCall(invoke: () => Promise<unknown>): Promise<number> {
  let calls = 1;
  while ((await batch(invoke, calls)) < 60) calls *= 2;
  let bestMs = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 8; round += 1) bestMs = Math.min(bestMs, await batch(invoke, calls));
  return (bestMs / calls) * 1000;
}

async function batch(invoke: () => Promise<unknown>, calls: number): Promise<number> {
  const startedAt = performance.now();
  for (let call = 0; call < calls; call += 1) await invoke();
  return performance.now() - startedAt;
}

function measureInTurns(): Map<string, number> {
  const best = new Map<string, number>();
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of Object.keys(healthContenders)) {
      const output = execFileSync(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), name]);
      best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, Number(output)));
    }
  }
  return best;
}

function report(best: ReadonlyMap<string, number>): boolean {
  const us = (name: HealthContender) => best.get(name) ?? Number.NaN;
  const ratio = us('the app') / us('a bare app behind hono/aws-lambda');
  console.table([...best].map(([what, took]) => ({ 'GET /health of': what, µs: Number(took.toPrecision(3)) })));
  console.log(`The app takes ${ratio.toFixed(2)} of a bare app behind hono/aws-lambda; ${ALLOWED} is allowed.`);
  return ratio <= ALLOWED;
}
