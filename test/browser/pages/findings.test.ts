import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchBrowser } from '../../support/browser.ts';
import {
  axeFindings,
  borderFindings,
  edgeFindings,
  focusFindings,
  isolationFindings,
  motionFindings,
  orderFindings,
  overflowFindings,
} from './findings.ts';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
}, 240_000);
afterAll(() => browser.close());
beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' });
});
afterEach(() => page.close());

const faults: readonly [what: string, html: string, find: (page: Page) => Promise<string[]>, finding: RegExp][] = [
  ['a field without a label', '<input name="a">', (page) => axeFindings(page, 'all rules'), /^label: input$/],
  [
    'two buttons of 10 px',
    '<button style="font-size:1px;padding:0;border:0;width:10px;height:10px">a</button>'.repeat(2),
    (page) => axeFindings(page, 'all rules'),
    /^target-size: /,
  ],
  [
    'pale text',
    '<p style="color:#aaa">Pale</p>',
    (page) => axeFindings(page, 'colours of text'),
    /^color-contrast: p$/,
  ],
  ['a wide box', '<p style="width:400px">Wide</p>', overflowFindings, /px too wide: p$/],
  [
    'a text that is cut off',
    '<p style="width:9em;overflow:hidden"><b>Longwordlongword…</b></p>',
    overflowFindings,
    /^cut off: p$/,
  ],
  ['a pale field', '<input name="a" style="border:1px solid #ddd">', edgeFindings, /^edge below 3 to 1: input a$/],
  [
    'a link without outline',
    '<style>a:focus{outline:none}</style><a href="/">A</a>',
    (page) => focusFindings(page, 'own colours'),
    /^focus without outline: a$/,
  ],
  [
    'a link with a pale outline',
    '<style>a:focus{outline:2px solid #ddd}</style><a href="/">A</a>',
    (page) => focusFindings(page, 'own colours'),
    /^focus below 3 to 1: a$/,
  ],
  [
    'a button that only its colour sets apart',
    '<button style="border:0">A</button>',
    borderFindings,
    /^no border: button$/,
  ],
  [
    'a field with the direction of the page',
    '<input id="a" type="text">',
    isolationFindings,
    /^directed by the page: a$/,
  ],
  ['a name of a file in a sentence', '<p>The file <b>a.pdf</b></p>', isolationFindings, /^not isolated: b a.pdf$/],
  [
    'a number that leaves its unit',
    '<p dir="rtl" class="facts"><span>PDF</span> <span>79 بايت</span></p>',
    orderFindings,
    /^out of order: PDF 79 بايت$/,
  ],
  [
    'a spinning box',
    '<style>@keyframes s{to{rotate:1turn}}p{animation:s 1s infinite}</style><p>A</p>',
    motionFindings,
    /^moves: p/,
  ],
];

it.each(faults)('the checks of a page, %s, find it', async (_what, html, find, finding) => {
  await page.setContent(`<!doctype html><html lang="en"><title>A</title><main><h1>A</h1>${html}</main>`);
  expect(await find(page)).toContainEqual(expect.stringMatching(finding));
});

it('the checks of a page, one without fault, find nothing', async () => {
  await page.setContent(
    `<!doctype html><html lang="en"><title>A</title><style>:focus{outline:3px solid #000}</style><main><h1>A</h1>
    <p><label>A <input name="a" style="border:1px solid #555"></label></p><p><button>Send</button></p></main>`,
  );
  const checks = [isolationFindings, orderFindings, overflowFindings, edgeFindings, borderFindings, motionFindings];
  const findings = [await axeFindings(page, 'all rules'), await focusFindings(page, 'own colours')];
  for (const check of checks) findings.push(await check(page));
  expect(findings.flat()).toEqual([]);
});
