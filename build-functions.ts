import { type BuildOptions, type BuildResult, build, type Plugin } from 'esbuild';
import { outputFolder } from './build-output.ts';
import { lambdaPlugins, workerPlugins } from './build-plugins.ts';

/** A function on Lambda: its entry in `src/`, its folder in the output, and the changes to what it holds. */
export interface DeployedFunction {
  readonly entry: string;
  readonly folder: string;
  readonly plugins: readonly Plugin[];
}

/** The functions of `template.yaml`. Each has a bundle of its own, so that none reads code of the other at its start. */
export const deployedFunctions = {
  web: { entry: 'src/lambda.ts', folder: outputFolder, plugins: lambdaPlugins },
  worker: { entry: 'src/worker.ts', folder: `${outputFolder}/worker`, plugins: workerPlugins },
} as const satisfies Record<string, DeployedFunction>;

/**
 * Bundles a function in memory. `await import(…)` in the source becomes a file in `chunks/` that a cold start does not
 * read. The metafile lists the sources of each file.
 */
export function bundleFunction({ entry, folder, plugins }: DeployedFunction): Promise<BuildResult<typeof bundling>> {
  return build({ ...bundling, entryPoints: [entry], outdir: folder, plugins: [...plugins] });
}

const bundling = {
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
  metafile: true,
  legalComments: 'none',
  // CommonJS parts of the bundle look for `require`, which an ES module does not have.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
} satisfies BuildOptions;
