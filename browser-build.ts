import type { BuildOptions } from 'esbuild';
import { brandColours } from './build-brand.ts';

/**
 * The oldest browsers for which the script and the stylesheet are made, all of 2022. Older ones get the way without
 * script. The README says the same.
 */
export const oldestBrowsers = { safari: '15.4', chrome: '105', firefox: '104' } as const;

/** The options of esbuild for scripts and stylesheets of browsers. */
export const browserBuild = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: Object.entries(oldestBrowsers).map(([browser, version]) => browser + version),
  legalComments: 'none',
  plugins: [brandColours],
} satisfies BuildOptions;

/** The worker that the form's script starts. */
export const workerBuild = {
  ...browserBuild,
  entryPoints: ['src/browser/checksum/crc32-worker.ts'],
} satisfies BuildOptions;

/** The second file of the form's script. */
export const comfortsBuild = { ...browserBuild, entryPoints: ['src/browser/comforts.ts'] } satisfies BuildOptions;

/** Returns the options for the form's script. It loads its second file and the worker by these names beside it. */
export function scriptBuild(workerFile: string, comfortsFile: string) {
  return {
    ...browserBuild,
    entryPoints: ['src/browser/main.ts'],
    define: { crc32WorkerFile: JSON.stringify(workerFile), comfortsFile: JSON.stringify(comfortsFile) },
  } satisfies BuildOptions;
}
