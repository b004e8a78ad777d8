import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FormBrowser, launchFormBrowser } from './open-form.ts';

let formBrowser: FormBrowser;
beforeAll(async () => {
  formBrowser = await launchFormBrowser();
});
afterAll(() => formBrowser.close());

/** Returns the contrast of two colours as `getComputedStyle` gives them (WCAG 2.2, "contrast ratio"). */
function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? [])
    .map((channel) => Number(channel) / 255)
    .map((share) => (share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('contrast, black and white, is 21', () => {
  expect(contrast('rgb(0, 0, 0)', 'rgb(255, 255, 255)')).toBeCloseTo(21);
});

test.each(['light', 'dark'] as const)(
  'the form, %s scheme, has borders that stand out by 3 to 1',
  async (colorScheme) => {
    const form = await formBrowser.open({ colorScheme });
    await form.page.goto(form.app.formUrl);
    for (const selector of ['input[type="text"]', '.drop-zone']) {
      const [border, inside, page] = await form.page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const { borderTopColor, backgroundColor } = getComputedStyle(element);
          return [borderTopColor, backgroundColor, getComputedStyle(document.documentElement).backgroundColor] as const;
        });
      expect(contrast(border, page), `${selector} beside ${page}`).toBeGreaterThanOrEqual(3);
      const isOpaque = !/, 0\)$|transparent/.test(inside);
      if (isOpaque) expect(contrast(border, inside), `${selector} beside ${inside}`).toBeGreaterThanOrEqual(3);
    }
    await form.close();
  },
);

test('the header, the current page, is underlined', async () => {
  const form = await formBrowser.open();
  await form.page.goto(form.app.formUrl);
  const current = form.page.locator('nav [aria-current="page"]').first();
  expect(await current.evaluate((element) => getComputedStyle(element).textDecorationLine)).toBe('underline');
  await form.close();
});
