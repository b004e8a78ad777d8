import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lambdaPlugins } from '../build-plugins.ts';
import { replaceMatch } from '../build-replace.ts';
import { apiEvent } from '../packages/lambda-adapter/test/events.ts';
import { createApp } from '../src/app.ts';
import { readConfig } from '../src/config.ts';
import { createDependencies } from '../src/dependencies.ts';
import { loadAssets } from '../src/http/assets.ts';

/** The handler's file, and those that it reads now and then. */
const bundle = globSync(['dist/lambda.mjs', 'dist/chunks/*.mjs'])
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const clients = ['AmazonS3', 'DynamoDB_20120810'];
const published = new URL('../dist/public/', import.meta.url);

describe('the Lambda bundle', () => {
  it('is below 1.3 MB, minified', () => {
    expect(bundle.length).toBeGreaterThan(500_000);
    expect(bundle.length).toBeLessThan(1_300_000);
  });

  it('has messages in no language but English, and one zod', () => {
    for (const foreign of ['Ongeldige invoer', 'Input non valido']) expect(bundle).not.toContain(foreign);
    // Its version stands once in each copy of zod.
    expect(bundle.match(/\{major:4,minor:\d+,patch:\d+\}/g)).toHaveLength(1);
  });

  it('has the clients of bucket and table where no start reads them before somebody needs them', () => {
    const atStart = [...readAtStart('lambda.mjs')].map((path) => readFileSync(`dist/${path}`, 'utf8')).join('\n');
    expect(atStart.length).toBeLessThan(420_000);
    for (const client of clients) {
      expect(bundle).toContain(client);
      expect(atStart).not.toContain(client);
    }
  });

  it('describes the same interface as its source, without what `@hono/zod-openapi` adds to zod', async () => {
    const environment = {
      ...{ AWS_LAMBDA_FUNCTION_NAME: 'sluice', AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' },
      ...{ PUBLIC_URL: 'https://files.example.com', SESSION_SECRET: 's'.repeat(32) },
    };
    const app = createApp(await createDependencies(readConfig(environment), published));
    const document = await (await app.request('/openapi.json')).text();
    expect(answerOfBundle('/openapi.json', environment)).toBe(document);
  });

  it('GET /session/sso, of a provider that makes no sense, logs the error by the name that its library gives it', () => {
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
      ...{ PUBLIC_URL: 'https://files.example.com', SESSION_SECRET: 's'.repeat(32) },
      ...{ OIDC_CLIENT_ID: 'sluice', OIDC_CLIENT_SECRET: 'secret' },
    };
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      env,
      encoding: 'utf8',
    });
    const logged = `${stdout}${stderr}`.split('\n').filter((line) => line.includes('could not be discovered'));
    expect(logged.map((line) => JSON.parse(line).failure.error)).toEqual(['ClientError']);
  });

  it('has no character that would make each of them take two bytes', () => {
    expect([...bundle].filter((character) => character > '\u00ff')).toEqual([]);
  });

  it('has nothing of the interactive documentation, which is read when somebody opens it', () => {
    expect(bundle).not.toContain('SwaggerUIBundle(');
    expect(bundle).not.toContain('swagger-ui .');
  });
});

describe('what browsers get', () => {
  const assets = loadAssets(published);
  const sizeOf = (name: Parameters<typeof assets.pathOf>[0]) =>
    statSync(new URL(`${assets.pathOf(name).replace('/assets/', '')}.br`, published)).size;

  it('is the documentation in less than 400 KB, which a Lambda answer carries, and pages in less than 25 KB', () => {
    expect(sizeOf('swagger-ui-bundle.js') + sizeOf('swagger-ui.css') + sizeOf('docs.js')).toBeLessThan(400_000);
    expect(sizeOf('main.js') + sizeOf('styles.css')).toBeLessThan(25_000);
  });

  it('names no source map that is not there, and nothing that an earlier build has left', () => {
    const names = readdirSync(published).filter((name) => name !== 'manifest.json');
    expect(names).toHaveLength(10);
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
      'error-names-kept',
      'jose/errors.js',
      'export default class { x() { this.name = this.constructor.name } }',
      /class.*Adapt/,
    ],
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

/** The body of the first answer of a new process. */
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

/** A file of the bundle with all that it imports from the others before it runs. */
function readAtStart(path: string, read: Set<string> = new Set()): Set<string> {
  if (read.has(path)) return read;
  read.add(path);
  const text = readFileSync(`dist/${path}`, 'utf8');
  for (const [, name] of text.matchAll(/(?:from|import)"\.\/(?:chunks\/)?(chunk-\w+\.mjs)"/g))
    readAtStart(`chunks/${name}`, read);
  return read;
}
