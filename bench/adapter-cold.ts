/**
 * Measures the adapter's part of a cold start: `node --import tsx bench/adapter-cold.ts`. Each variant is bundled as for
 * Lambda and started in fresh processes; the medians of loading (Lambda's init, at full CPU) and of the first answer
 * (at the CPU that the memory size buys) are printed.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { median, round } from './measure.ts';

const startCount = 15;
const app = `
  import { Hono } from 'hono';
  const app = new Hono();
  app.get('/health', (c) => c.json({ status: 'ok' }));
`;
const variants: Record<string, string> = {
  ours: `${app} import { createLambdaHandler } from './packages/lambda-adapter/src/handler.ts'; const handler = createLambdaHandler(app);`,
  'hono/aws-lambda': `${app} import { handle } from 'hono/aws-lambda'; const handler = handle(app);`,
  'ours beside the S3 client': `
    import { S3Client } from '@aws-sdk/client-s3'; new S3Client({ region: 'eu-central-1' }); ${app}
    import { createLambdaHandler } from './packages/lambda-adapter/src/handler.ts'; const handler = createLambdaHandler(app);`,
  'hono/aws-lambda beside the S3 client': `
    import { S3Client } from '@aws-sdk/client-s3'; new S3Client({ region: 'eu-central-1' }); ${app}
    import { handle } from 'hono/aws-lambda'; const handler = handle(app);`,
};
const measure = `
  const event = { rawPath: '/health', rawQueryString: '', headers: { accept: '*/*', host: 'id.execute-api.eu-central-1.amazonaws.com' },
    requestContext: { domainName: 'id.execute-api.eu-central-1.amazonaws.com', requestId: 'x', http: { method: 'GET', sourceIp: '192.0.2.7' } } };
  const loadedAt = performance.now();
  await handler(event, { awsRequestId: 'x', getRemainingTimeInMillis: () => 28000 });
  console.log(JSON.stringify([loadedAt, performance.now() - loadedAt]));
`;

const directory = await mkdtemp(join(tmpdir(), 'adapter-cold-'));
const rows: Record<string, { 'loading (ms)': number; 'first answer (ms)': number }> = {};
for (const [name, source] of Object.entries(variants)) {
  const outfile = join(directory, `${Object.keys(rows).length}.mjs`);
  await bundle(source + measure, outfile);
  const starts = Array.from({ length: startCount }, () => start(outfile));
  rows[name] = {
    'loading (ms)': round(median(starts.map(([ms]) => ms))),
    'first answer (ms)': round(median(starts.map(([, ms]) => ms))),
  };
}
await rm(directory, { recursive: true });
console.table(rows);

async function bundle(contents: string, outfile: string): Promise<void> {
  await build({
    stdin: { contents, resolveDir: process.cwd(), loader: 'ts' },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
}

function start(bundlePath: string): [loadingMs: number, firstAnswerMs: number] {
  return JSON.parse(execFileSync(process.execPath, [bundlePath], { encoding: 'utf8' }));
}
