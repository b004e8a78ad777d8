import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FormBrowser, launchFormBrowser } from './open-form.ts';
import { states } from './states.ts';

let formBrowser: FormBrowser;
beforeAll(async () => {
  formBrowser = await launchFormBrowser();
});
afterAll(() => formBrowser.close());

/** One element of each kind that takes the focus, beside those of the form with a file. */
const controls = [
  '<a href="/">A link</a>',
  '<button type="submit">Send</button>',
  '<button type="submit" class="secondary">Add a file</button>',
  '<button type="submit" class="secondary outline">Sign out</button>',
  '<input type="text" aria-label="Name" aria-invalid="true">',
  '<input type="checkbox" aria-label="Agreed">',
  '<select aria-label="Role"><option>User</option></select>',
  '<textarea aria-label="Note"></textarea>',
  '<details><summary>More</summary></details>',
];

const looks: BrowserContextOptions[] = [
  { colorScheme: 'light' },
  { colorScheme: 'dark' },
  { colorScheme: 'light', forcedColors: 'active' },
  { colorScheme: 'dark', forcedColors: 'active' },
];

test.each(looks)('each element with the focus, in %j, shows a visible outline', async (look) => {
  const form = await formBrowser.open({ ...look, reducedMotion: 'reduce' });
  const { page } = form;
  await page.goto(form.app.formUrl);
  await states.complete?.(formBrowser, form);
  await page.evaluate((html) => document.querySelector('main')?.insertAdjacentHTML('beforeend', html), controls.join());
  const seen: string[] = [];
  for (let at = 0; at < 40; at++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(describeFocus);
    if (focused === undefined) break;
    seen.push(focused.name);
    const faint = focused.outlines.filter(({ style, width }) => style !== 'solid' || width < 2);
    expect([focused.name, faint]).toEqual([focused.name, []]);
    if (look.forcedColors === 'active') continue;
    for (const { colour } of focused.outlines) {
      expect(contrastOf(colour, focused.background), focused.name).toBeGreaterThanOrEqual(3);
    }
  }
  expect(seen).toEqual(expect.arrayContaining(['input file', 'input text', 'button button', 'select select-one']));
  expect(seen.length).toBeGreaterThan(controls.length + 5);
  await form.close();
});

/** Runs in the page. */
function describeFocus() {
  const element = document.activeElement;
  if (element === null || element === document.body) return undefined;
  const { localName } = element;
  const type = element.getAttribute('type') ?? (localName === 'select' ? 'select-one' : '');
  const styles = [getComputedStyle(element)];
  if (type === 'file') styles.push(getComputedStyle(element, '::file-selector-button'));
  const outlines = styles.map(({ outlineStyle, outlineWidth, outlineColor }) => ({
    style: outlineStyle,
    width: Number.parseFloat(outlineWidth),
    colour: outlineColor,
  }));
  return {
    name: `${localName} ${type}`.trim(),
    outlines,
    background: getComputedStyle(document.documentElement).backgroundColor,
  };
}

/** The contrast of two colours as a browser computes them, from 1 to 21 (WCAG 2.2, contrast ratio). */
function contrastOf(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  // Transparency is not considered here.
  if (alpha < 1) return Number.NaN;
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((level) => {
    const share = level / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
