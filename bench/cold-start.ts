/**
 * What a cold start costs: `node --import tsx bench/cold-start.ts`. The built bundle is loaded and asked once in fresh
 * processes, in turns with processes that do nothing. Exits with 1 when the medians differ by more than is allowed.
 */
import { execFileSync } from 'node:child_process';
import { httpEvent } from './http-event.ts';

const starts = 15;
/** Init and the first request, in milliseconds above an empty process of the same run. */
const allowedMs = 85;

const program = `
  const { handler } = await import(process.cwd() + '/dist/lambda.mjs');
  const result = await handler(${JSON.stringify(httpEvent('GET', '/health'))}, {
    awsRequestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef', getRemainingTimeInMillis: () => 28000,
  });
  if (result.statusCode !== 200) throw new Error(JSON.stringify(result));
`;
const environment = {
  AWS_LAMBDA_FUNCTION_NAME: 'app',
  AWS_REGION: 'eu-central-1',
  PUBLIC_URL: 'https://files.example.com',
  SESSION_SECRET: 'a-secret-for-the-benchmark-that-is-long-enough',
};

const empty: number[] = [];
const whole: number[] = [];
for (let count = 0; count < starts; count += 1) {
  empty.push(millisecondsOf(''));
  whole.push(millisecondsOf(program));
}
const added = median(whole) - median(empty);
console.table({ 'an empty process': round(median(empty)), 'the bundle and its first answer': round(median(whole)) });
console.log(`A cold start adds ${round(added)} ms; ${allowedMs} ms are allowed.`);
process.exitCode = added <= allowedMs ? 0 : 1;

function millisecondsOf(source: string): number {
  const startedAt = performance.now();
  execFileSync(process.execPath, ['--input-type=module', '--eval', source], { env: environment, stdio: 'pipe' });
  return performance.now() - startedAt;
}

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
