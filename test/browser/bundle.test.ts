import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { comfortsBuild, scriptBuild } from '../../browser-build.ts';

test('the script of the form, compressed, is one file below 10 KiB', async () => {
  const { outputFiles } = await build({
    ...scriptBuild('crc32-worker-0123456789abcdef.js', 'comforts-0123456789abcdef.js'),
    write: false,
  });
  expect(outputFiles).toHaveLength(1);
  expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThan(10_240);
});

test('the second file of the script, which pages load when they need it, compressed, is below 4 KB', async () => {
  const { outputFiles } = await build({ ...comfortsBuild, write: false });
  expect(outputFiles).toHaveLength(1);
  expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThan(4_000);
});
