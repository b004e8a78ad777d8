import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { bundleFunction, deployedFunctions } from '../build-functions.ts';
import { lambdaPlugins } from '../build-plugins.ts';
import { replaceMatch } from '../build-replace.ts';
import { apiEvent } from '../packages/lambda-adapter/test/events.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createDependencies } from '../src/dependencies.ts';
import { loadAssets } from '../src/http/assets.ts';

/** The handler's file, and those that it reads on demand. */
const bundle = globSync(['dist/lambda.mjs', 'dist/chunks/*.mjs'])
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const JOB_QUEUE_URL = 'https://sqs.us-east-1.amazonaws.com/123456789012/jobs';
const clients = ['AmazonS3', 'DynamoDB_20120810', 'AmazonSQS'];
const published = new URL('../dist/public/', import.meta.url);

describe('the Lambda bundle', () => {
  it('the Lambda bundle, minified, with its four languages, is below 1.8 MB', () => {
    expect(bundle.length).toBeGreaterThan(500_000);
    expect(bundle.length).toBeLessThan(1_800_000);
  });

  it('the Lambda bundle, has messages in English only, and one zod', () => {
    for (const foreign of ['Ongeldige invoer', 'Input non valido']) expect(bundle).not.toContain(foreign);
    // Its version stands once in each copy of zod.
    expect(bundle.match(/\{major:4,minor:\d+,patch:\d+\}/g)).toHaveLength(1);
  });

  it('the Lambda bundle, the clients of bucket, table and queue, are read at their first use only', () => {
    const atStart = [...readAtStart('lambda.mjs')].map((path) => readFileSync(`dist/${path}`, 'utf8')).join('\n');
    expect(atStart.length).toBeLessThan(440_000);
    for (const client of clients) {
      expect(bundle).toContain(client);
      expect(atStart).not.toContain(client);
    }
  });

  it('the Lambda bundle, its document, is that of the source without extras of @hono/zod-openapi', async () => {
    const environment = {
      ...{ AWS_LAMBDA_FUNCTION_NAME: 'sluice', AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' },
      ...{ PUBLIC_URL: 'https://files.example.com', SESSION_SECRET: 's'.repeat(32), JOB_QUEUE_URL },
    };
    const app = createApp(await createDependencies(readConfig(environment), published));
    const document = await (await app.request('/openapi.json')).text();
    expect(answerOfBundle('/openapi.json', environment)).toBe(document);
  });

  it('GET /session/sso, a provider that fails in the bundle, logs the library’s name of the error', () => {
    const program = `
      const { createServer } = await import('node:http');
      const { once } = await import('node:events');
      const provider = createServer((request, response) => response.end('no document')).listen(0, '127.0.0.1');
      await once(provider, 'listening');
      process.env.OIDC_ISSUER = 'http://127.0.0.1:' + provider.address().port;
      const { handler } = await import(process.cwd() + '/dist/lambda.mjs');
      await handler(${JSON.stringify(apiEvent('/session/sso'))}, { getRemainingTimeInMillis: () => 28_000 });
      provider.close();
    `;
    const env = {
      ...{ AWS_LAMBDA_FUNCTION_NAME: 'sluice', AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' },
      ...{ PUBLIC_URL: 'https://files.example.com', SESSION_SECRET: 's'.repeat(32), JOB_QUEUE_URL },
      ...{ OIDC_CLIENT_ID: 'sluice', OIDC_CLIENT_SECRET: 'secret' },
    };
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      env,
      encoding: 'utf8',
    });
    const logged = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('could not be discovered'));
    expect(logged.map((line) => JSON.parse(line).failure.error)).toEqual(['ClientError']);
  });

  it('the Lambda bundle, has no character that doubles the size of its text in memory', () => {
    expect([...bundle].filter((character) => character > '\u00ff')).toEqual([]);
  });

  it('the Lambda bundle, has nothing of the documentation, which is read on demand', () => {
    expect(bundle).not.toContain('form.try');
    expect(bundle).not.toContain('.reference-table');
  });
});

describe('the bundles of the functions', () => {
  /** The sources that only the worker needs. */
  const workersOwn = /^src\/(?:worker|queue\/postpone-message)\.ts$|^src\/jobs\//;
  /** The sources that only the web function needs. */
  const webOwn =
    /^src\/(?:lambda|app)\.ts$|^src\/(?:routes|middleware)\/|^src\/views\/(?:layout|header|form-page)\.tsx$/;

  it.each([
    ['the web function', deployedFunctions.web, webOwn, workersOwn],
    ['the worker', deployedFunctions.worker, workersOwn, webOwn],
  ])('the bundle of %s, has all of its own code and none of the other’s', async (_, deployed, own, foreign) => {
    const { metafile } = await bundleFunction(deployed);
    const sources = Object.keys(metafile.inputs);
    expect(sources).toContain(deployed.entry);
    expect(sources.filter((path) => own.test(path))).not.toEqual([]);
    expect(sources.filter((path) => foreign.test(path))).toEqual([]);
  });

  it('the bundle of the worker, with the texts of four languages for exports, is below 1.5 MB and loads in a process of its own', () => {
    const files = globSync(['dist/worker/worker.mjs', 'dist/worker/chunks/*.mjs']);
    const size = files.reduce((sum, path) => sum + statSync(path).size, 0);
    expect(size).toBeLessThan(1_500_000);
    const program = `
      const { handler } = await import(process.cwd() + '/dist/worker/worker.mjs');
      console.log(JSON.stringify(await handler({ Records: [] })));
    `;
    const env = {
      ...{ AWS_LAMBDA_FUNCTION_NAME: 'sluice-worker', AWS_REGION: 'us-east-1', _HANDLER: 'worker.handler' },
      ...{ PUBLIC_URL: 'https://files.example.com', JOB_QUEUE_URL },
    };
    const options = { env, encoding: 'utf8' } as const;
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], options);
    expect(JSON.parse(printed)).toEqual({ batchItemFailures: [] });
  });
});

describe('the assets of browsers', () => {
  const assets = loadAssets(published);
  const sizeOf = (name: Parameters<typeof assets.pathOf>[0]) =>
    statSync(new URL(`${assets.pathOf(name).replace('/assets/', '')}.br`, published)).size;

  it('the assets, are below 4 KB for the documentation and below 27 KB for pages', () => {
    expect(sizeOf('docs.js') + sizeOf('docs.css')).toBeLessThan(4_000);
    expect(sizeOf('main.js') + sizeOf('styles.css')).toBeLessThan(27_000);
  });

  it('the assets, name no missing source map and nothing of an earlier build', () => {
    const names = readdirSync(published).filter((name) => name !== 'manifest.json');
    expect(names).toHaveLength(20);
    for (const name of names.filter((one) => !one.endsWith('.br')))
      expect(readFileSync(new URL(name, published), 'utf8')).not.toContain('# sourceMappingURL=');
  });
});

describe('lambdaPlugins', () => {
  const changedLibraries: readonly [plugin: string, path: string, source: string, reason: RegExp][] = [
    ['english-messages-only', 'zod/v4/locales/index.js', 'export const nl = 1;', /default as en.*Adapt/],
    [
      'used-schemas-only',
      '@hono/zod-openapi/dist/index.mjs',
      'import { z } from "zod";',
      /extendZodWithOpenApi.*Adapt/,
    ],
    ['used-schemas-only', '@hono/zod-openapi/dist/index.mjs', 'extendZodWithOpenApi(z);\n', /from "zod".*Adapt/],
    [
      'used-schemas-only',
      '@hono/zod-openapi/dist/index.mjs',
      'extendZodWithOpenApi(z);\nimport { z } from "zod";',
      /OpenApiGeneratorV3.*Adapt/,
    ],
    [
      'error-names-kept',
      'jose/errors.js',
      'export default class { x() { this.name = this.constructor.name } }',
      /class.*Adapt/,
    ],
    ['stored-sessions-only', 'hono-sessions/esm/deps.js', "export { hash } from 'ohash';", /iron-webcrypto.*Adapt/],
    ['stored-sessions-only', 'hono-sessions/esm/deps.js', "export * as Iron from 'iron-webcrypto';", /ohash.*Adapt/],
    ['english-messages-only', 'other/index.js', '', /loads no file.*locales/],
    ['used-schemas-only', 'other/index.js', '', /loads no file.*zod-openapi/],
    ['error-names-kept', 'other/index.js', '', /loads no file/],
  ];
  it.each(changedLibraries)(
    '%s, a library whose %s has become %j, fails the build',
    async (name, path, source, reason) => {
      await expect(bundleLibrary(name, path, source)).rejects.toThrow(reason);
    },
  );

  it('error-names-kept, a class that extends Error, keeps its name', async () => {
    const source =
      'export class LongName extends Error { constructor() { super(); this.name = this.constructor.name; } }';
    expect(await bundleLibrary('error-names-kept', 'jose/errors.js', source)).toContain('static name="LongName"');
  });
});

describe('replaceMatch', () => {
  it('a pattern that matches, gives the text with its replacement', () => {
    expect(replaceMatch('a b a', /a/g, 'c', 'x.js')).toBe('c b c');
  });

  it('a pattern that matches nothing, throws with the path', () => {
    expect(() => replaceMatch('a b', /c/, '', 'lib/x.js')).toThrow(/lib\/x\.js matches \/c\//);
  });
});

/** Bundles one file of a library with one of the plugins, and returns the bundle. */
async function bundleLibrary(plugin: string, path: string, source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-build-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'node_modules', path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, source);
  const { outputFiles } = await build({
    ...{ entryPoints: [file], bundle: true, minify: true, write: false, format: 'esm', logLevel: 'silent' },
    external: ['zod'],
    plugins: lambdaPlugins.filter(({ name }) => name === plugin),
  });
  return outputFiles.map(({ text }) => text).join('\n');
}

/** Returns the body of the first response of a new process. */
function answerOfBundle(path: string, environment: Record<string, string>): string {
  const program = `
    const { handler } = await import(process.cwd() + '/dist/lambda.mjs');
    const { body } = await handler(${JSON.stringify(apiEvent(path))}, { getRemainingTimeInMillis: () => 28_000 });
    process.stdout.write('\\n' + JSON.stringify({ body }));
  `;
  const options = { env: environment, encoding: 'utf8' } as const;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], options);
  return JSON.parse(printed.split('\n').at(-1) ?? '').body;
}

/** Returns a file of the bundle with the files that it imports statically. */
function readAtStart(path: string, read: Set<string> = new Set()): Set<string> {
  if (read.has(path)) return read;
  read.add(path);
  const text = readFileSync(`dist/${path}`, 'utf8');
  for (const [, name] of text.matchAll(/(?:from|import)"\.\/(?:chunks\/)?(chunk-\w+\.mjs)"/g))
    readAtStart(`chunks/${name}`, read);
  return read;
}

describe('the files of lambdaPlugins', () => {
  const filters: RegExp[] = [];
  // Only these two are called before a file is read.
  const build = { onLoad: ({ filter }: { filter: RegExp }) => filters.push(filter), onEnd: () => undefined };
  for (const { setup } of lambdaPlugins) void setup(build as unknown as Parameters<typeof setup>[0]);
  const paths = [
    'node_modules/zod/v4/locales/index.js',
    'node_modules/@hono/zod-openapi/dist/index.mjs',
    'node_modules/hono-sessions/esm/deps.js',
    'package.json',
  ];

  it.each(paths)('lambdaPlugins, %s, is found on Windows as elsewhere', (path) => {
    const matching = (text: string) => filters.filter((filter) => filter.test(text));
    expect(matching(`/home/ü x/${path}`).length).toBeGreaterThan(0);
    expect(matching(`C:\\ü x\\${path.replaceAll('/', '\\')}`)).toEqual(matching(`/home/ü x/${path}`));
  });
});
