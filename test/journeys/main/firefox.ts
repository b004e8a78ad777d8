import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { Visitor } from './visitor.ts';

/** Where Firefox is installed by Debian, by other distributions, and on macOS. `FIREFOX_PATH` names another one. */
const places = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** Returns the path of an installed Firefox; `undefined` where there is none. */
export function findFirefox(): string | undefined {
  return process.env.FIREFOX_PATH ?? places.find((path) => existsSync(path));
}

/** A Firefox with one page, and the page's complaints. */
export interface FirefoxVisitor extends Visitor {
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Starts Firefox without a window, driven by WebDriver BiDi. */
export async function launchFirefox(executablePath: string, origin: string): Promise<FirefoxVisitor> {
  const downloads = await mkdtemp(join(tmpdir(), 'sluice-firefox-'));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    extraPrefsFirefox: {
      // Downloads go to a folder, without a question.
      'browser.download.folderList': 2,
      'browser.download.dir': downloads,
      'browser.download.useDownloadDir': true,
      'browser.download.always_ask_before_handling_new_types': false,
    },
  });
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  return {
    ...visitorIn(page, origin, downloads),
    complaints,
    async close() {
      await browser.close();
      await rm(downloads, { recursive: true, force: true });
    },
  };
}

function visitorIn(page: Page, origin: string, downloads: string): Visitor {
  return {
    async goTo(path) {
      await page.goto(origin + path);
    },
    async reload() {
      await page.reload();
    },
    path: () => new URL(page.url()).pathname,
    fill: (selector, text) => page.locator(selector).fill(text),
    click: (selector) => page.locator(selector).click(),
    async choose(selector, paths) {
      // The page has checked that the element is one.
      const input = (await page.waitForSelector(selector)) as Awaited<ReturnType<typeof page.$<'input'>>>;
      await input?.uploadFile(...paths);
    },
    count: async (selector) => (await page.$$(selector)).length,
    attributes: (selector, name) =>
      page.$$eval(selector, (elements, name) => elements.map((one) => one.getAttribute(name) ?? ''), name),
    async download(selector) {
      const before = new Set(await readdir(downloads));
      const arrived = async () => (await readdir(downloads)).filter((name) => !before.has(name));
      await page.locator(selector).click();
      // While it loads, an empty file holds the name, and a second one ends in `.part`.
      await expect
        .poll(async () => (await arrived()).map((name) => name.endsWith('.part')), { timeout: 120_000 })
        .toEqual([false]);
      const [name = ''] = await arrived();
      return readFile(join(downloads, name));
    },
  };
}
