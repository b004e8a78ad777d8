/**
 * What the adapter costs beside its peers: `node --import tsx bench/adapter.ts`. Exits with 1 when a ratio is over.
 * Each contender runs in a process of its own, in turns, and its best round counts.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Contender, contenders } from './adapter-contenders.ts';

interface Comparison {
  readonly what: string;
  readonly ours: Contender;
  readonly peer: Contender;
  /** The most that ours may take, as a multiple of the peer. */
  readonly allowed: number;
}

const ROUNDS = 3;
const COMPARISONS: readonly Comparison[] = [
  { what: 'GET /health, no middleware', ours: 'health', peer: 'health of hono/aws-lambda', allowed: 1 },
  {
    what: 'GET /health, six middleware : none',
    ours: 'health with middleware',
    peer: 'health of hono/aws-lambda',
    allowed: 1,
  },
  {
    what: '4 MB binary answer : hono/aws-lambda',
    ours: 'answer of 4 MB',
    peer: 'answer of 4 MB of hono/aws-lambda',
    allowed: 0.05,
  },
  {
    what: '4 MB binary answer : base64 alone',
    ours: 'answer of 4 MB',
    peer: 'answer of 4 MB of a bare handler',
    allowed: 8,
  },
  // Ours counts what JSON adds to be sure that it fits; the peer hopes.
  {
    what: '4 MB text answer : hono/aws-lambda',
    ours: 'text of 4 MB',
    peer: 'text of 4 MB of hono/aws-lambda',
    allowed: 3,
  },
  {
    what: '4 MB binary request : hono/aws-lambda',
    ours: 'request of 4 MB',
    peer: 'request of 4 MB of hono/aws-lambda',
    allowed: 1,
  },
];

const [contender] = process.argv.slice(2);
if (contender) await runAlone(contender);
else process.exitCode = report(measureInTurns()) ? 0 : 1;

async function runAlone(name: string): Promise<void> {
  const invoke = Object.entries(contenders).find(([known]) => known === name)?.[1]();
  if (!invoke) throw new Error(`Unknown contender ${name}. Known are: ${Object.keys(contenders).join(', ')}.`);
  console.log(await microsecondsPerCall(invoke));
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
    for (const name of new Set(COMPARISONS.flatMap(({ ours, peer }) => [ours, peer]))) {
      const output = execFileSync(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), name]);
      best.set(name, Math.min(best.get(name) ?? Number.POSITIVE_INFINITY, Number(output)));
    }
  }
  return best;
}

function report(best: ReadonlyMap<string, number>): boolean {
  const rows = COMPARISONS.map(({ what, ours, peer, allowed }) => {
    const [oursUs, peerUs] = [best.get(ours) ?? Number.NaN, best.get(peer) ?? Number.NaN];
    const ratio = oursUs / peerUs;
    return {
      what,
      'ours (µs)': round(oursUs),
      'peer (µs)': round(peerUs),
      ratio: round(ratio),
      allowed,
      is: ratio <= allowed ? 'OK' : 'over',
    };
  });
  console.table(rows);
  return rows.every(({ is }) => is === 'OK');
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
