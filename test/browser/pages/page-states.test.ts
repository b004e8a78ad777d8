import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  axeFindings,
  borderFindings,
  brokenNumberFindings,
  edgeFindings,
  focusFindings,
  isolationFindings,
  motionFindings,
  overflowFindings,
} from './findings.ts';
import { type PageState, pageStates } from './page-states.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
}, 240_000);
afterAll(() => stage.close());

/** The looks in which each page is checked. Not every check in every look: a scheme changes colours, a width the layout. */
const looks: Readonly<Record<string, (page: Page) => Promise<string[]>>> = {
  async 'phone, light'(page) {
    await page.setViewportSize({ width: 375, height: 812 });
    await page.emulateMedia({ colorScheme: 'light' });
    const motion = await motionFindings(page);
    return [...motion, ...(await axeFindings(page, 'all rules')), ...(await edgeFindings(page))];
  },
  async 'desktop, dark'(page) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.emulateMedia({ colorScheme: 'dark' });
    const colours = [...(await axeFindings(page, 'colours of text')), ...(await edgeFindings(page))];
    return [...colours, ...(await focusFindings(page, 'own colours'))];
  },
  async '320 px'(page) {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.emulateMedia({ colorScheme: 'light' });
    return [
      ...(await overflowFindings(page)),
      ...(await focusFindings(page, 'own colours')),
      ...(await isolationFindings(page)),
      ...(await brokenNumberFindings(page)),
    ];
  },
  async 'text of 200 %'(page) {
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    const findings = await overflowFindings(page);
    await page.evaluate(() => document.documentElement.removeAttribute('style'));
    return findings;
  },
  async 'forced colours'(page) {
    await page.emulateMedia({ forcedColors: 'active' });
    return [...(await borderFindings(page)), ...(await focusFindings(page, 'forced colours'))];
  },
};

describe.concurrent('every page in every state', () => {
  it.each(Object.entries(pageStates).filter(([, { isPrinted }]) => !isPrinted))(
    'the page "%s", in all looks, has no finding',
    async (_name, state) => {
      expect(await findingsOf(state)).toEqual([]);
    },
    240_000,
  );
});

/** States whose layout differs most from right to left: rows, tables, fields with notes, bars of progress. */
const mirrored = [
  'start, signed in',
  'sign-in, wrong password',
  'form, mistakes',
  'form, sending',
  'form, rejected',
  'upload step',
  'receipt',
  'submission, to review',
  'submissions, of all',
  'submission table',
  'submission table, mistakes',
  'jobs',
  'users',
  'user',
  'profile, saved',
  'sessions',
  'tokens, a new one',
  'links, own',
  'links, of a submission, each use and a question',
  'links, a new one',
  'link, for a few downloads',
  'link, password missing',
  'scans',
  'error 503',
  'documentation',
];

describe.concurrent('a page in Arabic', () => {
  it.each(mirrored)(
    'the page "%s", in Arabic on a phone, fits from right to left',
    async (name) => {
      const state = pageStates[name];
      const page = await stage.open(state?.viewer ?? 'stranger', {
        language: 'ar',
        viewport: { width: 320, height: 640 },
      });
      await state?.show(page, stage);
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
      const directions = [...(await isolationFindings(page)), ...(await brokenNumberFindings(page))];
      expect([...(await overflowFindings(page)), ...directions]).toEqual([]);
      await page.context().close();
    },
    240_000,
  );
});

describe.concurrent('the header of an admin', () => {
  it.each(['en', 'de', 'fr', 'ar'])(
    'the header, in "%s" from 768 px on, is one row that cuts no name',
    async (language) => {
      const page = await stage.open('admin', { language, viewport: { width: 768, height: 800 } });
      await page.goto('/jobs');
      const findings = (await headerFindings(page)).map((finding) => `three links: ${finding}`);
      // As for an operator with one more form.
      await page
        .locator('#site-menu li')
        .last()
        .evaluate((link) => link.after(link.cloneNode(true)));
      for (const width of [768, 1087, 1088, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        findings.push(...(await headerFindings(page)).map((finding) => `${width} px: ${finding}`));
      }
      expect(findings).toEqual([]);
      await page.context().close();
    },
    240_000,
  );
});

/** Returns what does not fit into the header: links in a second row, a name that is cut. */
function headerFindings(page: Page): Promise<string[]> {
  return page.locator('.site-bar').evaluate((bar) => {
    const links = [...bar.querySelectorAll<HTMLElement>('#site-menu a')].filter((link) => link.checkVisibility());
    const rows = new Set(links.map((link) => link.getBoundingClientRect().top));
    const names = [...bar.querySelectorAll<HTMLElement>('.brand-name, .account-name')];
    return [
      ...(rows.size > 1 ? [`${rows.size} rows of links`] : []),
      ...names.filter((name) => name.scrollWidth > name.clientWidth).map((name) => `cuts "${name.innerText}"`),
    ];
  });
}

/** Brings a page into the state once, and looks at it in each look. */
async function findingsOf(state: PageState): Promise<string[]> {
  const page = await stage.open(state.viewer);
  try {
    // The checks themselves are scripts, so only those of the page are kept out.
    if (state.script === false) await page.route('**/assets/*.js', (route) => route.abort());
    await state.show(page, stage);
    const findings: string[] = [];
    for (const [look, check] of Object.entries(looks)) {
      findings.push(...(await check(page)).map((finding) => `${look}: ${finding}`));
    }
    return [...new Set(findings)];
  } finally {
    await page.context().close();
  }
}
