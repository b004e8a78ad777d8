import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

/**
 * A browser, as far as the main journey needs one. The same journey goes in browsers of several makers. Elements are
 * named by CSS selectors, which are the same in every language. Each method waits for its element.
 */
export interface Visitor {
  goTo(path: string): Promise<void>;
  reload(): Promise<void>;
  /** The path of the page's address. */
  path(): string;
  fill(selector: string, text: string): Promise<void>;
  click(selector: string): Promise<void>;
  /** Chooses files on the disk in a file input. */
  choose(selector: string, paths: readonly string[]): Promise<void>;
  count(selector: string): Promise<number>;
  /** The values of an attribute of all elements. */
  attributes(selector: string, name: string): Promise<string[]>;
  /** Clicks a link that downloads, and resolves with the file's bytes. */
  download(selector: string): Promise<Buffer>;
}

/** Makes a visitor of a page of Playwright's. */
export function visitorOf(page: Page): Visitor {
  // A busy machine may be slow, which fails nothing.
  page.setDefaultTimeout(120_000);
  // A page with unsent files asks before it goes.
  page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  return {
    async goTo(path) {
      await page.goto(path);
    },
    async reload() {
      await page.reload();
    },
    path: () => new URL(page.url()).pathname,
    fill: (selector, text) => page.locator(selector).fill(text),
    click: (selector) => page.locator(selector).click(),
    choose: (selector, paths) => page.locator(selector).setInputFiles([...paths]),
    count: (selector) => page.locator(selector).count(),
    attributes: (selector, name) =>
      page.locator(selector).evaluateAll((elements, name) => elements.map((one) => one.getAttribute(name) ?? ''), name),
    async download(selector) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.locator(selector).click()]);
      return readFile(await download.path());
    },
  };
}
