import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type Site, type SiteOptions, startSite, type Way } from './site.ts';

export type { Way };

/** The whole product on one machine, and a real browser in front of it. */
export interface Journey extends Site {
  /** A page of a new visitor; with `signedInAs`, one who has just signed in. */
  open(options?: BrowserContextOptions & { signedInAs?: { email: string; password: string } }): Promise<Page>;
}

export async function startJourney(way: Way, options: SiteOptions = {}): Promise<Journey> {
  const [site, browser] = await Promise.all([startSite(way, options), launchBrowser()]);
  return {
    ...site,
    open: (given = {}) => openPage(browser, site.url, given),
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

async function openPage(
  browser: Browser,
  url: string,
  { signedInAs, ...options }: NonNullable<Parameters<Journey['open']>[0]>,
): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, acceptDownloads: true, ...options });
  const page = await context.newPage();
  if (signedInAs) {
    await page.goto('/session/new');
    await page.getByLabel('Email').fill(signedInAs.email);
    await page.getByLabel('Password', { exact: true }).fill(signedInAs.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Welcome' }).waitFor();
  }
  return page;
}
