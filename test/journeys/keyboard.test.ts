import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await startJourney('the Node server');
}, 240_000);
afterAll(() => journey.close());

describe('a person with a keyboard only', () => {
  it('a user without a mouse, signs in, sends a file and opens the receipt by keys alone', async () => {
    const { user, password } = await journey.testApp.signUp();
    const page = await journey.open();
    page.setDefaultTimeout(120_000);
    // The dialog of the system is none of the page's. It is awaited from here on, since a key comes at once.
    const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('By keys.\n') };
    page.on('filechooser', (chooser) => void chooser.setFiles(notes));
    await page.goto('/session/new');
    await tabTo(page, '[name=email]');
    await page.keyboard.type(user.email);
    await tabTo(page, '[name=password]');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.waitForURL((address) => address.pathname === '/');

    await tabTo(page, 'a[href="/forms/documents"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/forms\/documents$/);
    await tabTo(page, '[name=title]');
    await page.keyboard.type('By keys alone');
    await tabTo(page, '[data-file-field] input[type=file]');
    await page.keyboard.press('Enter');
    await page.locator('li.upload[data-phase=complete]').waitFor();
    await tabTo(page, 'form[data-upload-form] > button[type=submit]:not(.visually-hidden)');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/submissions\/[\w-]{24}\?sent=1$/);
    await tabTo(page, 'main a[href^="/files/"]');
  }, 240_000);

  it('a form, the Tab key, visits each control once in the order of the page, and back again', async () => {
    const { user, password } = await journey.testApp.signUp();
    const page = await journey.open({ signedInAs: { email: user.email, password } });
    await page.goto('/forms/documents');
    await page.locator('[name=title]').waitFor();
    const forwards = await walk(page, 'Tab');
    expect(forwards.length).toBeGreaterThan(5);
    expect(new Set(forwards).size).toBe(forwards.length);
    expect(forwards).toEqual(forwards.toSorted((one, other) => one - other));
    const backwards = await walk(page, 'Shift+Tab');
    expect(backwards).toEqual(forwards.toReversed());
  }, 240_000);
});

/** Presses Tab until the element has the focus, which must be seen. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate((wanted) => {
      const focused = document.activeElement;
      return focused?.matches(wanted) ? getComputedStyle(focused).outlineStyle : undefined;
    }, selector);
    if (outline === undefined) continue;
    expect(outline, selector).not.toBe('none');
    return;
  }
  throw new Error(`The Tab key does not reach ${selector}.`);
}

/** Presses a key until the focus leaves the page, and returns the places in the document that had it. */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<number[]> {
  const places: number[] = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press(key);
    const place = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused === null || focused === document.body ? -1 : [...document.querySelectorAll('*')].indexOf(focused);
    });
    if (place === -1) return places;
    places.push(place);
  }
  throw new Error(`${key} never leaves the page.`);
}
