import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { browserBuild } from './browser-build.ts';

/**
 * Builds what is deployed and what browsers get:
 * - `dist/public/`: the scripts and the stylesheets under names that hold a hash of their content, with a brotli twin,
 *   and `manifest.json`;
 * - `dist/lambda.mjs` and `dist/chunks/`: the Lambda bundle, which needs nothing beside it but `dist/public/`.
 */
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Sluice needs Node 24, this is ${process.version}. Run "npm ci" without --omit=optional, or install Node 24.`,
  );
  process.exit(1);
}

const outputFolder = 'dist';

/** zod brings its messages in forty languages, a quarter of a megabyte; the app writes its own. */
const englishMessagesOnly: Plugin = {
  name: 'english-messages-only',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.(js|cjs)$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }));
  },
};

/**
 * `@hono/zod-openapi` gives every kind of schema that zod has a method `.openapi()`, and with that all of them would be
 * in the bundle, a fifth of it. The app describes its schemas with zod's own `.meta()`.
 */
const usedSchemasOnly: Plugin = {
  name: 'used-schemas-only',
  setup({ onLoad }) {
    onLoad({ filter: /@hono\/zod-openapi\/dist\/index\.mjs$/ }, async ({ path }) => {
      const contents = (await readFile(path, 'utf8')).replace(/^extendZodWithOpenApi\(z\);$/m, '');
      return { contents: contents.replace('import { z } from "zod";', 'import * as z from "zod";') };
    });
  },
};

/**
 * Some libraries call an error by the name of its class, of which minifying leaves one letter for the log. Those classes
 * are given their names as a field; esbuild's `keepNames` gives every function one, which a cold start would read.
 */
const errorNamesKept: Plugin = {
  name: 'error-names-kept',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules\/.*\.m?js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!/this\.name = this\.constructor\.name/.test(source)) return undefined;
      return { contents: source.replace(/^((?:export )?class (\w+) extends \w+ \{)/gm, "$1 static name = '$2';") };
    });
  },
};

for (const folder of ['public', 'chunks']) await mkdir(`${outputFolder}/${folder}`, { recursive: true });
await mkdir(`${outputFolder}/.drafts`, { recursive: true });
await Promise.all([buildAssets(), buildLambda()]);

async function buildAssets(): Promise<void> {
  const { outputFiles } = await build({
    ...browserBuild,
    entryPoints: ['src/browser/main.ts', 'src/browser/docs.ts', 'src/browser/styles.css'],
    write: false,
    outdir: '.',
  });
  const documentation = [
    import.meta.resolve('swagger-ui-dist/swagger-ui-bundle.js'),
    import.meta.resolve('swagger-ui-dist/swagger-ui.css'),
  ];
  const files = [
    ...outputFiles.map(({ path, contents }) => ({ name: basename(path), contents })),
    ...(await Promise.all(documentation.map(readPackaged))),
  ];
  const names = await Promise.all(files.map(async ({ name, contents }) => [name, await writeHashed(name, contents)]));
  const manifest: Record<string, string> = Object.fromEntries(names);
  await writeWhole(`${outputFolder}/public/manifest.json`, JSON.stringify(manifest));
  const published = Object.values(manifest).flatMap((name) => [name, `${name}.br`]);
  await removeOthers('public', new Set(['manifest.json', ...published]));
}

/** A file that is served as its package has it, but for the source map that we do not serve. */
async function readPackaged(url: string): Promise<{ name: string; contents: Uint8Array }> {
  const text = await readFile(new URL(url), 'utf8');
  return {
    name: basename(url),
    contents: Buffer.from(text.replace(/\n(?:\/\/|\/\*)# sourceMappingURL=.*\s*$/, '\n')),
  };
}

/** Compressing is what takes long, and a file of this name has these contents. */
async function writeHashed(name: string, contents: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 16);
  const hashedName = name.replace('.', `-${hash}.`);
  if (existsSync(`${outputFolder}/public/${hashedName}.br`)) return hashedName;
  await writeWhole(`${outputFolder}/public/${hashedName}`, contents);
  await writeWhole(`${outputFolder}/public/${hashedName}.br`, brotliCompressSync(contents));
  return hashedName;
}

/** What earlier builds have left would be deployed with the rest. */
async function removeOthers(folder: string, kept: ReadonlySet<string>): Promise<void> {
  const found = await readdir(`${outputFolder}/${folder}`);
  await Promise.all(
    found.filter((name) => !kept.has(name)).map((name) => rm(`${outputFolder}/${folder}/${name}`, { force: true })),
  );
}

/** What is needed now and then (`await import(…)` in the source) becomes a file that a cold start does not read. */
async function buildLambda(): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: ['src/lambda.ts'],
    outdir: outputFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    sourcemap: 'external',
    write: false,
    legalComments: 'none',
    // CommonJS parts of the bundle look for `require`, which an ES module does not have.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [englishMessagesOnly, usedSchemasOnly, errorNamesKept],
  });
  await Promise.all(outputFiles.map(({ path, contents }) => writeWhole(path, contents)));
  await removeOthers('chunks', new Set(outputFiles.map(({ path }) => basename(path))));
}

/** A server or a test that reads while a build runs sees the old file or the new one, never a part. */
async function writeWhole(path: string, contents: Uint8Array | string): Promise<void> {
  const draft = `${outputFolder}/.drafts/${process.pid}-${basename(path)}`;
  await writeFile(draft, contents);
  await rename(draft, path);
}
