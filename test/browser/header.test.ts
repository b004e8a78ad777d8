import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FormBrowser, launchFormBrowser, type OpenForm } from './open-form.ts';

let formBrowser: FormBrowser;
beforeAll(async () => {
  formBrowser = await launchFormBrowser();
});
afterAll(() => formBrowser.close());

const telephone = { viewport: { width: 320, height: 640 } };
const withoutScript = { ...telephone, javaScriptEnabled: false };

async function open(options: Parameters<FormBrowser['open']>[0]): Promise<OpenForm> {
  const form = await formBrowser.open(options);
  await form.page.goto(form.app.formUrl);
  return form;
}

const mainMenu = (page: Page) => page.getByRole('navigation', { name: 'Main' });
const menuButton = (page: Page) => page.getByRole('button', { name: 'Menu' });

describe('the header', () => {
  it('the header, 320 px, is one row in which nothing is cut off', async () => {
    const { page, close } = await open(telephone);
    const bar = await page.locator('.site-bar').boundingBox();
    expect(bar?.height).toBeLessThan(80);
    for (const part of ['.brand', '.site-menu-button', '.account-button']) {
      const box = await page.locator(part).boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
    }
    await close();
  });

  it('the menu, 320 px, without script, opens and closes by its button', async () => {
    const { page, close } = await open(withoutScript);
    expect(await mainMenu(page).isVisible()).toBe(false);
    await menuButton(page).click();
    expect(await mainMenu(page).getByRole('link', { name: 'Documents' }).isVisible()).toBe(true);
    await menuButton(page).click();
    expect(await mainMenu(page).isVisible()).toBe(false);
    await close();
  });

  it('the menu, the keyboard, opens it, walks through it, and Escape closes it with the focus on its button', async () => {
    const { page, close } = await open(telephone);
    await menuButton(page).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Documents');
    await page.keyboard.press('Escape');
    expect(await mainMenu(page).isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Menu');
    await close();
  });

  it('the menus, a press outside of an open one, closes it, and there is never more than one', async () => {
    const { page, close } = await open(telephone);
    await menuButton(page).click();
    await page.locator('.account-button').click();
    expect(await mainMenu(page).isVisible()).toBe(false);
    const account = page.getByRole('navigation', { name: 'Your account' });
    expect(await account.getByRole('button', { name: 'Sign out' }).isVisible()).toBe(true);
    await page.mouse.click(160, 620);
    expect(await account.isVisible()).toBe(false);
    await close();
  });

  it('the menu, a wide page, is a row of links without a button', async () => {
    const { page, close } = await open({ viewport: { width: 1280, height: 800 } });
    expect(await menuButton(page).isVisible()).toBe(false);
    expect(await mainMenu(page).getByRole('link', { name: 'Documents' }).getAttribute('aria-current')).toBe('page');
    await close();
  });
});

describe('the page', () => {
  it.each([320, 1280])('the page, %d px, fills the window with its footer at the end', async (width) => {
    const { page, close } = await open({ viewport: { width, height: 1600 } });
    const footer = await page.locator('footer').boundingBox();
    expect((footer?.y ?? 0) + (footer?.height ?? 0)).toBe(1600);
    await close();
  });

  it('the page, on paper, has no menu, no footer and no button', async () => {
    const { page, close } = await open({ viewport: { width: 1280, height: 800 } });
    await page.emulateMedia({ media: 'print' });
    expect(
      await page.locator('nav, footer, button').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length),
    ).toBe(0);
    expect(await page.locator('h1').isVisible()).toBe(true);
    await close();
  });

  it('the page, on paper and dark on the screen, is dark text on light paper', async () => {
    const { page, close } = await open({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
    const colours = () =>
      page.evaluate(() => [
        getComputedStyle(document.documentElement).colorScheme,
        Math.max(...(getComputedStyle(document.body).color.match(/\d+/g) ?? []).slice(0, 3).map(Number)) < 128,
      ]);
    expect(await colours()).toEqual([expect.not.stringContaining('light only'), false]);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await colours()).toEqual([expect.stringContaining('light'), true]);
    await close();
  });

  it('the brand, an admin with a long name, 768 px, is not cut', async () => {
    const { page, close } = await open({ viewport: { width: 768, height: 800 } });
    await page.locator('.account-name').evaluate((name) => {
      name.textContent = 'Maximiliane Schmidt-Rottenberger von Hohenfels';
    });
    await page.locator('.site-menu ul').evaluate((list) => {
      list.insertAdjacentHTML('beforeend', '<li><a href="/users/">Users</a></li>');
    });
    expect(await page.locator('.brand-name').evaluate((name) => name.scrollWidth - name.clientWidth)).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await close();
  });

  it('the page, text of twice the size in 640 px, does not scroll sideways', async () => {
    const { page, close } = await open({ viewport: { width: 640, height: 800 } });
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '212.5%'));
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await close();
  });

  it('the page, from right to left, puts the logo at the right, and nothing scrolls sideways', async () => {
    for (const width of [320, 1280]) {
      const { page, close } = await open({ viewport: { width, height: 800 } });
      await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
      const [brand, account] = [
        await page.locator('.brand').boundingBox(),
        await page.locator('.account-button').boundingBox(),
      ];
      expect(brand?.x).toBeGreaterThan(account?.x ?? 0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await close();
    }
  });
});
