import { readdirSync, readFileSync } from 'node:fs';
import { transform } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserBuild } from '../../../browser-build.ts';
import { launchBrowser } from '../../support/browser.ts';
import { type MainJourney, startMainJourney, takeJourneyWithoutScript, takeMainJourney } from './main-journey.ts';
import { visitorOf } from './visitor.ts';
import { takeAway, youngerNames } from './younger-names.ts';

/*
 * The main journey in a Chromium without the names that one of the oldest browsers lacks, and in one below: old browsers
 * themselves cannot be had here. Syntax cannot be taken away, so the built scripts are searched for it.
 */
describe('a person in an old browser', () => {
  let journey: MainJourney;
  let browser: Browser;
  beforeAll(async () => {
    [journey, browser] = await Promise.all([startMainJourney('the Node server'), launchBrowser()]);
  });
  afterAll(() => Promise.all([journey.close(), browser.close()]));

  it('a user in the oldest browser, three files and a reload, gets the same bytes', async () => {
    const { page, complaints, scripts } = await openWithout(youngerNames);
    await takeMainJourney(journey, visitorOf(page));
    expect(complaints).toEqual([]);
    const names = [...scripts].map((path) => path.replace(/-\w+\.js$/, ''));
    expect(names).toEqual(expect.arrayContaining(['/assets/main', '/assets/crc32-worker']));
  }, 300_000);

  it('a user in a browser below the oldest, three files, goes the way without the script', async () => {
    const { page, complaints } = await openWithout([...youngerNames, 'AbortSignal.prototype.throwIfAborted']);
    await takeJourneyWithoutScript(journey, visitorOf(page));
    expect(complaints).toEqual([]);
  }, 300_000);

  it('the names of younger browsers, each, is one that the present browser has', async () => {
    const page = await browser.newPage();
    await page.goto(journey.site.url);
    expect(await page.evaluate(takeAway, youngerNames)).toEqual([]);
    expect(await page.evaluate(takeAway, youngerNames)).toEqual(youngerNames);
    await page.close();
  });

  /** Opens a page in whose scripts, and those of its workers, the names are not there. */
  async function openWithout(
    names: readonly string[],
  ): Promise<{ page: Page; complaints: readonly string[]; scripts: ReadonlySet<string> }> {
    const context = await browser.newContext({ baseURL: journey.site.url });
    const before = `(${takeAway})(${JSON.stringify(names)});\n`;
    const scripts = new Set<string>();
    await context.route('**/assets/*.js', async (route) => {
      scripts.add(new URL(route.request().url()).pathname);
      const response = await route.fetch();
      await route.fulfill({ response, body: before + (await response.text()) });
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto('/');
    expect(scripts.size).toBeGreaterThan(0);
    return { page, complaints, scripts };
  }
});

describe('the syntax of the built scripts', () => {
  const folder = new URL('../../../dist/public/', import.meta.url);
  // The documentation's viewer is a library's own file, for browsers of its choice.
  const scripts = readdirSync(folder).filter((name) => name.endsWith('.js') && !name.startsWith('swagger'));

  it('the built scripts, for the oldest browsers, need no change', async () => {
    expect(scripts.length).toBeGreaterThan(1);
    for (const name of scripts) {
      const script = readFileSync(new URL(name, folder), 'utf8');
      const [present, old] = await Promise.all(
        ['esnext', [...browserBuild.target]].map((target) => transform(script, { format: 'esm', target })),
      );
      expect(old?.code === present?.code, name).toBe(true);
    }
  });

  it('the check of syntax, a script with a static block, finds it', async () => {
    const script = 'class A { static { start(); } }';
    const { code } = await transform(script, { format: 'esm', target: [...browserBuild.target] });
    expect(code).not.toContain('static {');
  });
});
