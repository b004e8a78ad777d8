/**
 * Measures the requests that people make, with the app's log and sessions: `node --import tsx bench/requests.ts`. Exits
 * with 1 when a ratio is over. `GET /health` flatters: it is neither logged nor looks for a session.
 *
 * The peer of anonymous requests is a bare Hono app behind the stock `handle` of `hono/aws-lambda`, without middleware
 * and log; that of a signed-in one are its two calls of the SDK alone. Each runs in a process of its own, in turns, and
 * its best round counts.
 */
import { contenderNamed, measureInTurns, microsecondsPerCall, printFigure, round } from './measure.ts';
import { type RequestContender, requestContenders } from './request-contenders.ts';

interface Comparison {
  readonly what: string;
  readonly ours: RequestContender;
  readonly peer: RequestContender;
  /** The most that ours may take, as a multiple of the peer; measured: 2.9, 16 and 1.1. */
  readonly allowed: number;
}

const rounds = 3;
/** V8 optimises the code of a whole request only after thousands of them, as in a process that serves people. */
const warmUpMs = 2_000;
const comparisons: readonly Comparison[] = [
  { what: 'GET /, JSON', ours: 'anonymous JSON', peer: 'anonymous JSON of a bare app', allowed: 3.5 },
  { what: 'GET /session/new, a page', ours: 'page', peer: 'page of a bare app', allowed: 20 },
  { what: 'GET /users/me, signed in', ours: 'signed-in JSON', peer: 'two calls of the SDK', allowed: 1.3 },
];

const [contender] = process.argv.slice(2);
if (contender) printFigure(await measureWarm(await contenderNamed(requestContenders, contender)()));
else process.exitCode = report(measureInTurns(import.meta.url, Object.keys(requestContenders), rounds)) ? 0 : 1;

async function measureWarm(call: () => Promise<unknown>): Promise<number> {
  for (const startedAt = performance.now(); performance.now() - startedAt < warmUpMs; ) await call();
  return microsecondsPerCall(call);
}

function report(best: ReadonlyMap<string, number>): boolean {
  const rows = comparisons.map(({ what, ours, peer, allowed }) => {
    const [oursUs, peerUs] = [best.get(ours) ?? Number.NaN, best.get(peer) ?? Number.NaN];
    const ratio = oursUs / peerUs;
    const is = ratio <= allowed ? 'OK' : 'over';
    return { what, 'ours (µs)': round(oursUs), 'peer (µs)': round(peerUs), ratio: round(ratio), allowed, is };
  });
  console.table(rows);
  return rows.every(({ is }) => is === 'OK');
}
