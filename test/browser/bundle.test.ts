import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { comfortsBuild, scriptBuild } from '../../browser-build.ts';

test('the script of the form, compressed, is one file below 10 KB', async () => {
  const { outputFiles } = await build({ ...scriptBuild('crc32-worker.js', 'comforts.js'), write: false });
  expect(outputFiles).toHaveLength(1);
  expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThan(10_000);
});

test('the second file of the script, compressed, is below 4 KB', async () => {
  const { outputFiles } = await build({ ...comfortsBuild, write: false });
  expect(outputFiles).toHaveLength(1);
  expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThan(4_000);
});
