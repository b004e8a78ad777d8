import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { browserBuild } from './browser-build.ts';
import { outputFolder, removeOthers, writeWhole } from './build-output.ts';
import { replaceMatch } from './build-replace.ts';

/**
 * Builds `dist/public/`: the scripts and the stylesheets under names that hold a hash of their content, with a brotli
 * twin, and `manifest.json`.
 */
export async function buildAssets(): Promise<void> {
  await mkdir(`${outputFolder}/public`, { recursive: true });
  const { outputFiles } = await build({
    ...browserBuild,
    entryPoints: ['src/browser/main.ts', 'src/browser/account.ts', 'src/browser/docs.ts', 'src/browser/styles.css'],
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

/** Reads a file of a package and removes the address of its source map, which is not served. */
async function readPackaged(url: string): Promise<{ name: string; contents: Uint8Array }> {
  const text = await readFile(new URL(url), 'utf8');
  const contents = text.replace(/\n(?:\/\/|\/\*)# sourceMappingURL=.*\s*$/, '\n');
  if (contents.includes('# sourceMappingURL=')) throw new Error(`${url} names its source map in a way unknown here.`);
  return { name: basename(url), contents: Buffer.from(contents) };
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
