/**
 * A real browser for the tests. On Linux on x64 it is a Chromium from an npm package, so that nothing has to be installed
 * or reached; elsewhere an installed Chrome, Chromium or Edge. `CHROMIUM_PATH` names another one.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import packed, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from './installed-browser.ts';

/**
 * Launches a headless Chromium with all its protections (CORS, CSP, site isolation) on: the package's own `args` switch
 * them off, so they are not used. Tests in several workers may launch at the same moment. The caller closes it.
 *
 * @throws Error when there is no browser, or it cannot be unpacked or started.
 */
export async function launchBrowser(): Promise<Browser> {
  const found = findBrowser();
  if (found === undefined) throw new Error('There is no Chrome, Chromium or Edge here. Name one: CHROMIUM_PATH=…');
  const isPacked = found === 'packed';
  const executablePath = isPacked ? await unpack() : found;
  // Playwright's own sandbox needs a user namespace, which containers that run tests rarely have.
  // A busy machine may take long to start it, which fails nothing.
  const options = { executablePath, headless: true, args: ['--no-sandbox'], timeout: 120_000 };
  try {
    return await chromium.launch(options);
  } catch (error) {
    if (!isPacked || !/shared librar/.test(String(error))) throw error;
    const env = { ...process.env, LD_LIBRARY_PATH: join(dirname(executablePath), 'al2023', 'lib') };
    return chromium.launch({ ...options, env });
  }
}

/**
 * Unpacks the browser once for each version and machine, and resolves with the path of its binary.
 *
 * It is unpacked into a folder of its own, which is then renamed: a worker sees the whole browser or none. (Running a
 * binary that another worker still writes fails with ETXTBSY, and the package takes any `chromium` it finds for its
 * own.)
 */
async function unpack(): Promise<string> {
  const folder = join(tmpdir(), `sluice-chromium-${packedVersion()}`);
  const binary = join(folder, 'chromium');
  if (existsSync(binary)) return binary;
  const draft = await mkdtemp(`${folder}-`);
  await withTemporaryFolder(draft, async () => {
    await packed.executablePath();
    // The libraries that a bare Debian lacks (NSS and its companions).
    await inflate(join(packageFolder(), 'bin', 'al2023.tar.br'));
  });
  await rename(draft, folder).catch(async (error: unknown) => {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(binary)) throw error;
  });
  return binary;
}

/** The package unpacks into `os.tmpdir()`, which only the environment can move. */
async function withTemporaryFolder(folder: string, work: () => Promise<void>): Promise<void> {
  const before = process.env.TMPDIR;
  await mkdir(folder, { recursive: true });
  process.env.TMPDIR = folder;
  try {
    await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

function packageFolder(): string {
  return dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')));
}

function packedVersion(): string {
  // Every npm package has a version.
  return (createRequire(import.meta.url)(join(packageFolder(), 'package.json')) as { version: string }).version;
}
