/**
 * Measures a cold start: `node --import tsx bench/cold-start.ts`. The built bundle is loaded and asked once in fresh
 * processes, in turns with processes that do nothing; each says how long after its start it was there, and how much of
 * that the processor worked. Exits with 1 when the first answer takes more than the allowed multiple of the work of an
 * empty process that was started just before it: work hardly differs on a busy machine, time does.
 *
 * The peer is a bare Hono app behind `hono/aws-lambda`, bundled as the app is, with nothing but one route.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { httpEvent } from './http-event.ts';
import { median, round } from './measure.ts';

const starts = 21;
/** Init and the first request, as a multiple of an empty process; measured: 5.8, and 7.7 with both clients. */
const allowed = 7;
/** The same as a multiple of a bare app; measured: 2.3. */
const allowedOfBareApp = 2.6;

const folder = mkdtempSync(join(tmpdir(), 'sluice-cold-start-'));
const bareApp = join(folder, 'bare.mjs');
await bundleBareApp(bareApp);

const environment = {
  AWS_LAMBDA_FUNCTION_NAME: 'app',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_REGION: 'eu-central-1',
  PUBLIC_URL: 'https://files.example.com',
  SESSION_SECRET: 'a-secret-for-the-benchmark-that-is-long-enough',
  JOB_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/jobs',
};
const ahead = { ...environment, AWS_LAMBDA_INITIALIZATION_TYPE: 'provisioned-concurrency' };

const contenders = {
  'an empty process': () => startWith(''),
  'GET /health of a bare app': () => startWith(firstAnswerTo('/health', bareApp)),
  'GET /health': () => startWith(firstAnswerTo('/health')),
  'GET /session/new, a page': () => startWith(firstAnswerTo('/session/new')),
  'GET /health, started ahead with both clients': () => startWith(firstAnswerTo('/health'), ahead),
};
const measured = new Map(Object.keys(contenders).map((name) => [name, [] as Start[]]));
for (let count = 0; count < starts; count += 1)
  for (const [name, measure] of Object.entries(contenders)) measured.get(name)?.push(measure());

console.table(
  Object.keys(contenders).map((name) => ({
    'until the first answer': name,
    ms: round(median(startsOf(name).map(({ ms }) => ms))),
    'CPU (ms)': round(median(startsOf(name).map(({ cpuMs }) => cpuMs))),
    'CPU : an empty process': round(ratioOf(name)),
  })),
);
const ratio = ratioOf('GET /health');
console.log(`A cold start is ${round(ratio)} times the work of an empty process; ${allowed} times are allowed.`);
const bareRatio = ratioOf('GET /health', 'GET /health of a bare app');
console.log(`It is ${round(bareRatio)} times that of a bare app; ${allowedOfBareApp} times are allowed.`);
process.exitCode = ratio <= allowed && bareRatio <= allowedOfBareApp ? 0 : 1;
rmSync(folder, { recursive: true });

async function bundleBareApp(outfile: string): Promise<void> {
  const contents = `
    import { Hono } from 'hono';
    import { handle } from 'hono/aws-lambda';
    export const handler = handle(new Hono().get('/health', (c) => c.json({ status: 'ok' })));
  `;
  const stdin = { contents, resolveDir: process.cwd() };
  await build({ stdin, outfile, bundle: true, minify: true, format: 'esm', platform: 'node', target: 'node24' });
}

function firstAnswerTo(path: string, file = join(process.cwd(), 'dist/lambda.mjs')): string {
  return `
    const { handler } = await import(${JSON.stringify(file)});
    const result = await handler(${JSON.stringify(httpEvent('GET', path))}, {
      awsRequestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef', getRemainingTimeInMillis: () => 28000,
    });
    if (result.statusCode !== 200) throw new Error(JSON.stringify(result));
  `;
}

interface Start {
  readonly ms: number;
  /** Of all threads, so that it can be more. */
  readonly cpuMs: number;
}

/** From the start of a process until it has run a program; its end is none of a cold start. */
function startWith(program: string, env = environment): Start {
  const source = `${program}
    const ms = performance.now();
    const { user, system } = process.cpuUsage();
    process._rawDebug('\\n' + JSON.stringify({ ms, cpuMs: (user + system) / 1000 }));`;
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', source], { env, encoding: 'utf8' });
  return JSON.parse(stderr.trim().split('\n').at(-1) ?? '');
}

/** The median of the ratios of the same turn, in which the machine was as busy for the one as for the other. */
function ratioOf(name: string, peer = 'an empty process'): number {
  const ofPeer = startsOf(peer);
  return median(startsOf(name).map(({ cpuMs }, turn) => cpuMs / (ofPeer[turn]?.cpuMs ?? Number.NaN)));
}

function startsOf(name: string): readonly Start[] {
  return measured.get(name) ?? [];
}
