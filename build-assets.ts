import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';
import { browserBuild, comfortsBuild, scriptBuild, workerBuild } from './browser-build.ts';
import { readBrand, readLogo } from './build-brand.ts';
import { outputFolder, removeOthers, writeWhole } from './build-output.ts';
import { replaceMatch } from './build-replace.ts';

/**
 * Builds `dist/public/`: the scripts, the stylesheets and the logo under names that hold a hash of their content, with a
 * brotli twin, and `manifest.json`.
 * @throws InvalidDeclaration when the brand cannot be used
 */
export async function buildAssets(): Promise<void> {
  const logo = await readLogo(await readBrand());
  await mkdir(`${outputFolder}/public`, { recursive: true });
  const [[worker], [comforts]] = await Promise.all([bundle(workerBuild), bundle(comfortsBuild)]);
  if (!worker || !comforts) throw new Error('The files that the script loads were not built.');
  const workerName = await writeHashed(worker.name, worker.contents);
  const comfortsName = await writeHashed(comforts.name, comforts.contents);
  const others = ['account.ts', 'review.ts', 'submission-table.ts', 'styles.css', 'docs.ts', 'docs.css'].map(
    (name) => `src/browser/${name}`,
  );
  const files = [
    ...(await bundle(scriptBuild(workerName, comfortsName))),
    ...(await bundle({ ...browserBuild, entryPoints: others })),
    { name: 'logo.svg', contents: Buffer.from(logo) },
  ];
  const names = await Promise.all(files.map(async ({ name, contents }) => [name, await writeHashed(name, contents)]));
  const manifest: Record<string, string> = {
    ...Object.fromEntries(names),
    [worker.name]: workerName,
    [comforts.name]: comfortsName,
  };
  await writeWhole(`${outputFolder}/public/manifest.json`, JSON.stringify(manifest));
  const published = Object.values(manifest).flatMap((name) => [name, `${name}.br`]);
  await removeOthers(`${outputFolder}/public`, new Set(['manifest.json', ...published]));
}

interface BuiltFile {
  readonly name: string;
  readonly contents: Uint8Array;
}

async function bundle(options: BuildOptions): Promise<BuiltFile[]> {
  const { outputFiles = [] } = await build({ ...options, write: false, outdir: '.' });
  return outputFiles.map(({ path, contents }) => ({ name: basename(path), contents }));
}

/** Writes a file and its brotli twin, unless an earlier build has: its name holds a hash of its content. */
async function writeHashed(name: string, contents: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 16);
  const hashedName = replaceMatch(name, /\./, `-${hash}.`, name);
  if (existsSync(`${outputFolder}/public/${hashedName}.br`)) return hashedName;
  await writeWhole(`${outputFolder}/public/${hashedName}`, contents);
  await writeWhole(`${outputFolder}/public/${hashedName}.br`, brotliCompressSync(contents));
  return hashedName;
}
