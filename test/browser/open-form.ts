/** A page with the form, a bucket, and a browser to look at them with. */
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import { startFakeApp } from './fake-app.tsx';
import { startFakeBucket } from './fake-bucket.ts';

export type FormBrowser = Awaited<ReturnType<typeof launchFormBrowser>>;

/** Starts the browser once for a file of tests. */
export async function launchFormBrowser() {
  const browser = await launchBrowser();
  const folder = await mkdtemp(join(tmpdir(), 'sluice-browser-test-'));
  return {
    open: (options?: BrowserContextOptions) => openForm(browser, options),
    /** A file on the disk with these bytes; always with the same time, as the same file has. */
    async file(name: string, bytes: Buffer): Promise<string> {
      const path = join(folder, name);
      await writeFile(path, bytes);
      await utimes(path, 1_700_000_000, 1_700_000_000);
      return path;
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Launches the browser for a file of tests, and opens the form's page anew for each of them.
 * @param prepare what is to be so before the page is asked for
 */
export function useOpenForm(prepare: (form: OpenForm) => Promise<void> | void = () => undefined) {
  let formBrowser: FormBrowser;
  let form: OpenForm;
  beforeAll(async () => {
    formBrowser = await launchFormBrowser();
  });
  afterAll(() => formBrowser.close());
  beforeEach(async () => {
    form = await formBrowser.open();
    await prepare(form);
    await form.page.goto(form.app.formUrl);
  });
  afterEach(() => form.close());
  return { formBrowser: () => formBrowser, form: () => form };
}

/** The fakes, and a page in a browser context of its own. The complaints of the page are collected. */
async function openForm(browser: Browser, options?: BrowserContextOptions) {
  const bucket = await startFakeBucket();
  const app = await startFakeApp(bucket);
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return {
    app,
    bucket,
    context,
    page,
    complaints,
    row: (name: string) => page.locator('li.upload', { hasText: name }),
    input: page.locator('input[type=file]'),
    async close() {
      await context.close();
      app.close();
      bucket.close();
    },
  };
}

export type OpenForm = Awaited<ReturnType<typeof openForm>>;

/** Bytes that look different everywhere and the same every time. */
export function noise(size: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(size);
  for (let at = 0, x = seed; at < size; at++) {
    x = (Math.imul(x, 1664525) + 1013904223) >>> 0;
    bytes[at] = x >>> 24;
  }
  return bytes;
}

/** Resolves when the row of a file is in this phase. A busy machine may be slow, which fails nothing. */
export async function untilPhase(page: Page, name: string, phase: string): Promise<void> {
  await page.locator(`li.upload[data-phase="${phase}"]`, { hasText: name }).waitFor({ timeout: 60_000 });
}
