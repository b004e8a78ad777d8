import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { browserBuild } from './browser-build.ts';
import { outputFolder, removeOthers, writeWhole } from './build-output.ts';

/**
 * Builds `dist/public/`: the scripts and the stylesheets under names that hold a hash of their content, with a brotli
 * twin, and `manifest.json`.
 */
export async function buildAssets(): Promise<void> {
  await mkdir(`${outputFolder}/public`, { recursive: true });
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
