/**
 * What a cold start costs: `node --import tsx bench/cold-start.ts`. The built bundle is loaded and asked once in fresh
 * processes, in turns with processes that do nothing; each says how long after its start it was there. Exits with 1
 * when the first answer takes more than the allowed multiple of an empty process that was started just before it.
 */
import { spawnSync } from 'node:child_process';
import { httpEvent } from './http-event.ts';
import { median, round } from './measure.ts';

const starts = 21;
/** Init and the first request, as a multiple of an empty process: 4 to 5.2; 6.6 where both clients are loaded. */
const allowed = 6;

const environment = {
  AWS_LAMBDA_FUNCTION_NAME: 'app',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_REGION: 'eu-central-1',
  PUBLIC_URL: 'https://files.example.com',
  SESSION_SECRET: 'a-secret-for-the-benchmark-that-is-long-enough',
};
const ahead = { ...environment, AWS_LAMBDA_INITIALIZATION_TYPE: 'provisioned-concurrency' };

const contenders = {
  'an empty process': () => millisecondsUntil(''),
  'GET /health': () => millisecondsUntil(firstAnswerTo('/health')),
  'GET /session/new, a page': () => millisecondsUntil(firstAnswerTo('/session/new')),
  'GET /health, started ahead with both clients': () => millisecondsUntil(firstAnswerTo('/health'), ahead),
};
const measured = new Map(Object.keys(contenders).map((name) => [name, [] as number[]]));
for (let count = 0; count < starts; count += 1)
  for (const [name, measure] of Object.entries(contenders)) measured.get(name)?.push(measure());

console.table(
  Object.keys(contenders).map((name) => ({
    'until the first answer': name,
    ms: round(median(timesOf(name))),
    ': an empty process': round(ratioOf(name)),
  })),
);
const ratio = ratioOf('GET /health');
console.log(`A cold start takes ${round(ratio)} times as long as an empty process; ${allowed} times are allowed.`);
process.exitCode = ratio <= allowed ? 0 : 1;

function firstAnswerTo(path: string): string {
  return `
    const { handler } = await import(process.cwd() + '/dist/lambda.mjs');
    const result = await handler(${JSON.stringify(httpEvent('GET', path))}, {
      awsRequestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef', getRemainingTimeInMillis: () => 28000,
    });
    if (result.statusCode !== 200) throw new Error(JSON.stringify(result));
  `;
}

/** From the start of a process until it has run a program; its end is none of a cold start. */
function millisecondsUntil(program: string, env = environment): number {
  const source = `${program}\nprocess._rawDebug('\\n' + performance.now());`;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', source], { env, encoding: 'utf8' });
  return Number(stderr.trim().split('\n').at(-1));
}

/** The median of the ratios of the same turn, in which the machine was as busy for the one as for the other. */
function ratioOf(name: string): number {
  const idle = timesOf('an empty process');
  return median(timesOf(name).map((ms, turn) => ms / (idle[turn] ?? Number.NaN)));
}

function timesOf(name: string): readonly number[] {
  return measured.get(name) ?? [];
}
