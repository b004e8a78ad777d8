import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { type BuildOptions, build, type Plugin } from 'esbuild';

/**
 * Builds what is deployed and what browsers get:
 * - `dist/public/`: the script and the stylesheet under names that hold a hash of their content, with a brotli twin, and `manifest.json`;
 * - `dist/lambda.mjs`: the Lambda bundle, which needs nothing beside it but `dist/public/`.
 */
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Sluice needs Node 24, this is ${process.version}. Run "npm ci" without --omit=optional, or install Node 24.`,
  );
  process.exit(1);
}

const outputFolder = 'dist';

/** zod brings its messages in forty languages, a quarter of a megabyte; the app writes its own. */
const englishMessagesOnly: Plugin = {
  name: 'english-messages-only',
  setup({ onLoad }) {
    onLoad({ filter: /zod\/v4\/locales\/index\.(js|cjs)$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }));
  },
};

await rm(outputFolder, { recursive: true, force: true });
await mkdir(`${outputFolder}/public`, { recursive: true });
await Promise.all([buildAssets(), buildLambda()]);

async function buildAssets(): Promise<void> {
  const options: BuildOptions = {
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: '.',
    legalComments: 'none',
  };
  const { outputFiles = [] } = await build({
    ...options,
    entryPoints: ['src/browser/main.ts', 'src/browser/styles.css'],
  });
  const names = await Promise.all(
    outputFiles.map(async ({ path, contents }) => [basename(path), await writeHashed(basename(path), contents)]),
  );
  await writeFile(`${outputFolder}/public/manifest.json`, JSON.stringify(Object.fromEntries(names)));
}

async function writeHashed(name: string, contents: Uint8Array): Promise<string> {
  const hash = createHash('sha256').update(contents).digest('hex').slice(0, 16);
  const hashedName = name.replace('.', `-${hash}.`);
  await writeFile(`${outputFolder}/public/${hashedName}`, contents);
  await writeFile(`${outputFolder}/public/${hashedName}.br`, brotliCompressSync(contents));
  return hashedName;
}

async function buildLambda(): Promise<void> {
  await build({
    entryPoints: ['src/lambda.ts'],
    outfile: `${outputFolder}/lambda.mjs`,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    sourcemap: 'external',
    legalComments: 'none',
    // CommonJS parts of the bundle look for `require`, which an ES module does not have.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    plugins: [englishMessagesOnly],
  });
}
