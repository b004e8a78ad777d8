import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { browserBuild } from './browser-build.ts';
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
  const { outputFiles } = await build({
    ...browserBuild,
    entryPoints: ['main.ts', 'account.ts', 'styles.css', 'docs.ts', 'docs.css'].map((name) => `src/browser/${name}`),
    write: false,
    outdir: '.',
  });
  const files = [
    ...outputFiles.map(({ path, contents }) => ({ name: basename(path), contents })),
    { name: 'logo.svg', contents: Buffer.from(logo) },
  ];
  const names = await Promise.all(files.map(async ({ name, contents }) => [name, await writeHashed(name, contents)]));
  const manifest: Record<string, string> = Object.fromEntries(names);
  await writeWhole(`${outputFolder}/public/manifest.json`, JSON.stringify(manifest));
  const published = Object.values(manifest).flatMap((name) => [name, `${name}.br`]);
  await removeOthers('public', new Set(['manifest.json', ...published]));
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
