import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { directionOf, type Language } from '../../../src/messages/language.ts';
import { loadMessages } from '../../../src/messages/messages.ts';
import { isolationFindings, overflowFindings } from '../../browser/pages/findings.ts';
import { launchBrowser } from '../../support/browser.ts';
import { type MainJourney, startMainJourney, takeJourneyWithoutScript, takeMainJourney } from './main-journey.ts';
import { visitorOf } from './visitor.ts';

let journey: MainJourney;
let browser: Browser;
beforeAll(async () => {
  [journey, browser] = await Promise.all([startMainJourney('the Node server'), launchBrowser()]);
}, 240_000);
afterAll(() => Promise.all([journey.close(), browser.close()]));

describe.each([
  ['de', 'de-AT'],
  ['ar', 'ar-EG'],
] as const)('a person whose language is %s', (language, locale) => {
  it(`a browser that asks for ${locale}, three files and a reload, gets pages in ${language} and the same bytes`, async () => {
    const page = await openPage({ locale, viewport: { width: 375, height: 812 } });
    const response = await page.goto('/session/new');
    expect(response?.headers()['content-language']).toBe(language);
    expect(response?.headers().vary).toContain('Accept-Language');
    await expectLanguage(page, language);
    await takeMainJourney(journey, visitorOf(page));
    await expectLanguage(page, language);
    expect(await overflowFindings(page)).toEqual([]);
    expect(await isolationFindings(page)).toEqual([]);
    await page.context().close();
  }, 300_000);

  it(`a browser without script, ${language} by the switch of the footer, sends three files and gets the same bytes`, async () => {
    const page = await openPage({ locale: 'en', javaScriptEnabled: false });
    await page.goto('/session/new');
    await expectLanguage(page, 'en');
    await page.locator(`.language-switch button[value=${language}]`).click();
    await expectLanguage(page, language);
    expect(new URL(page.url()).pathname).toBe('/session/new');
    await takeJourneyWithoutScript(journey, visitorOf(page));
    await expectLanguage(page, language);
    await page.context().close();
  }, 300_000);

  it(`an address with ?lang=${language}, a browser that asks for English, shows it and remembers it`, async () => {
    const page = await openPage({ locale: 'en' });
    await page.goto(`/session/new?lang=${language}`);
    await expectLanguage(page, language);
    await page.goto('/users/new');
    await expectLanguage(page, language);
    await page.context().close();
  });
});

function openPage(options: BrowserContextOptions): Promise<Page> {
  return browser.newContext({ baseURL: journey.site.url, ...options }).then((context) => context.newPage());
}

/** Expects that the document names this language, its direction, and has a title of its catalogue. */
async function expectLanguage(page: Page, language: Language): Promise<void> {
  const { pages } = await loadMessages(language);
  const root = page.locator('html');
  await expect.poll(() => root.getAttribute('lang')).toBe(language);
  expect(await root.getAttribute('dir')).toBe(directionOf(language));
  expect(await page.locator('.skip-link').textContent()).toBe(pages.frame.skipToContent);
}
