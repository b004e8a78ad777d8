import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { buildAssets } from './build-assets.ts';
import { readBrand } from './build-brand.ts';
import { outputFolder, removeOthers, writeWhole } from './build-output.ts';
import { lambdaPlugins } from './build-plugins.ts';
import { isTooOld, oldestNode } from './cli/node-version.ts';
import { InvalidDeclaration } from './src/problems/errors.ts';

/**
 * Builds what is deployed and what browsers get:
 * - `dist/public/`: the scripts, the stylesheets and the logo under names that hold a hash of their content, with a brotli twin,
 *   and `manifest.json`;
 * - `dist/lambda.mjs` and `dist/chunks/`: the Lambda bundle, which needs nothing beside it but `dist/public/`.
 */
if (isTooOld(process.versions.node)) {
  console.error(`Sluice needs Node ${oldestNode} or newer, and this is ${process.version}. Install a newer Node.`);
  process.exit(1);
}

await mkdir(`${outputFolder}/chunks`, { recursive: true });
try {
  await readBrand();
  await Promise.all([buildAssets(), buildLambda()]);
} catch (error) {
  if (!(error instanceof InvalidDeclaration)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Builds the handler; `await import(…)` in the source becomes a file that a cold start does not read. */
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
    plugins: [...lambdaPlugins],
  });
  await Promise.all(outputFiles.map(({ path, contents }) => writeWhole(path, contents)));
  await removeOthers('chunks', new Set(outputFiles.map(({ path }) => basename(path))));
}
