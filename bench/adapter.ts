/**
 * Measures the adapter beside its peers: `node --import tsx bench/adapter.ts`. Exits with 1 when a ratio is over.
 * Each contender runs in a process of its own, in turns, and its best round counts.
 */
import { type Contender, contenders } from './adapter-contenders.ts';
import { contenderNamed, measureInTurns, microsecondsPerCall, printFigure, round } from './measure.ts';

interface Comparison {
  readonly what: string;
  readonly ours: Contender;
  readonly peer: Contender;
  /** The most that ours may take, as a multiple of the peer. */
  readonly allowed: number;
}

const rounds = 3;
const comparisons: readonly Comparison[] = [
  { what: 'GET /health, no middleware', ours: 'health', peer: 'health of hono/aws-lambda', allowed: 2.5 },
  {
    what: 'GET /health, six middleware : none',
    ours: 'health with middleware',
    peer: 'health of hono/aws-lambda',
    allowed: 3,
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
if (contender) printFigure(await microsecondsPerCall(contenderNamed(contenders, contender)()));
else
  process.exitCode = report(
    measureInTurns(import.meta.url, new Set(comparisons.flatMap(({ ours, peer }) => [ours, peer])), rounds),
  )
    ? 0
    : 1;

function report(best: ReadonlyMap<string, number>): boolean {
  const rows = comparisons.map(({ what, ours, peer, allowed }) => {
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
