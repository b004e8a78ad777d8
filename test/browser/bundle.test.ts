import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { browserBuild } from '../../browser-build.ts';

test('the script of the form, compressed, is one file below 8 KB', async () => {
  const { outputFiles } = await build({ ...browserBuild, entryPoints: ['src/browser/main.ts'], write: false });
  expect(outputFiles).toHaveLength(1);
  expect(gzipSync(outputFiles[0]?.contents ?? '', { level: 9 }).length).toBeLessThan(8 * 1024);
});
