import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FormBrowser, launchFormBrowser } from './open-form.ts';
import { states } from './states.ts';

let formBrowser: FormBrowser;
let axe: string;
beforeAll(async () => {
  formBrowser = await launchFormBrowser();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(() => formBrowser.close());

const looks = [
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
] as const;

test.each(Object.keys(states))(
  'the form, while it is %s, has no axe-core violation and does not overflow',
  async (name) => {
    const form = await formBrowser.open({ reducedMotion: 'reduce', ...looks[0] });
    await form.page.goto(form.app.formUrl);
    await states[name]?.(formBrowser, form);
    await form.page.evaluate(axe);
    for (const { colorScheme, viewport } of looks) {
      await form.page.emulateMedia({ colorScheme });
      await form.page.setViewportSize(viewport);
      const violations = await form.page.evaluate(async () => {
        // axe-core adds this property to the window.
        const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
        const { violations } = await axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      expect(violations).toEqual([]);
      expect(await form.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
    expect(form.app.violations).toEqual([]);
    await form.close();
  },
);
