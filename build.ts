import { mkdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { buildAssets } from './build-assets.ts';
import { outputFolder, removeOthers, writeWhole } from './build-output.ts';

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

await mkdir(`${outputFolder}/chunks`, { recursive: true });
await Promise.all([buildAssets(), buildLambda()]);

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
