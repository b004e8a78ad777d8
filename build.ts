import { copyFile, mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { buildAssets } from './build-assets.ts';
import { readBrand } from './build-brand.ts';
import { bundleFunction, type DeployedFunction, deployedFunctions } from './build-functions.ts';
import { removeOthers, writeWhole } from './build-output.ts';
import { isTooOld, oldestNode } from './cli/node-version.ts';
import { InvalidDeclaration } from './src/problems/errors.ts';

/**
 * Builds what is deployed and what browsers get:
 * - `dist/public/`: the scripts, the stylesheets and the logo under names that hold a hash of their content, with a brotli twin,
 *   and `manifest.json`;
 * - `dist/lambda.mjs` and `dist/chunks/`: the bundle of the web function, which needs nothing beside it but `dist/public/`;
 * - `dist/worker/worker.mjs` and `dist/worker/chunks/`: the bundle of the worker, and the program that makes pictures.
 */
if (isTooOld(process.versions.node)) {
  console.error(`Sluice needs Node ${oldestNode} or newer, and this is ${process.version}. Install a newer Node.`);
  process.exit(1);
}

try {
  await readBrand();
  await Promise.all([buildAssets(), ...Object.values(deployedFunctions).map(buildFunction)]);
  // It runs as it is, beside the worker.
  await copyFile('src/previews/picture-process.js', `${deployedFunctions.worker.folder}/picture-process.js`);
} catch (error) {
  if (!(error instanceof InvalidDeclaration)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

/** Bundles a function and writes its files. */
async function buildFunction(deployed: DeployedFunction): Promise<void> {
  const chunks = `${deployed.folder}/chunks`;
  await mkdir(chunks, { recursive: true });
  const { outputFiles } = await bundleFunction(deployed);
  await Promise.all(outputFiles.map(({ path, contents }) => writeWhole(path, contents)));
  await removeOthers(chunks, new Set(outputFiles.map(({ path }) => basename(path))));
}
