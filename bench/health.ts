/**
 * Measures `GET /health` of the whole app beside a bare one behind `hono/aws-lambda`: `node --import tsx
 * bench/health.ts`. Exits with 1 when the ratio is over. Each runs in a process of its own, in turns, and its best
 * round counts.
 */
import { type HealthContender, healthContenders } from './health-contenders.ts';
import { contenderNamed, measureInTurns, microsecondsPerCall, printFigure } from './measure.ts';

const rounds = 3;
/** The app with all its middleware, as a multiple of an app with none behind the stock adapter. */
const allowed = 3;

const [contender] = process.argv.slice(2);
if (contender) printFigure(await microsecondsPerCall(await contenderNamed(healthContenders, contender)()));
else process.exitCode = report(measureInTurns(import.meta.url, new Set(Object.keys(healthContenders)), rounds)) ? 0 : 1;

function report(best: ReadonlyMap<string, number>): boolean {
  const us = (name: HealthContender) => best.get(name) ?? Number.NaN;
  const ratio = us('the app') / us('a bare app behind hono/aws-lambda');
  console.table([...best].map(([what, took]) => ({ 'GET /health of': what, µs: Number(took.toPrecision(3)) })));
  console.log(`The app takes ${ratio.toFixed(2)} of a bare app behind hono/aws-lambda; ${allowed} are allowed.`);
  return ratio <= allowed;
}
