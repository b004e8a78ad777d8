import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Stage, setStage } from './stage.ts';
import { states } from './states.ts';

let stage: Stage;
let axe: string;
beforeAll(async () => {
  stage = await setStage();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});
afterAll(() => stage.strike());

const looks = [
  { colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { colorScheme: 'dark', viewport: { width: 320, height: 640 } },
] as const;

test.each(Object.keys(states))(
  'the page has no axe-core violation, nor anything beyond the edge, while it is %s',
  async (name) => {
    for (const look of looks) {
      const scene = await stage.open({ ...look, reducedMotion: 'reduce' });
      await scene.page.goto(scene.app.formUrl);
      await states[name]?.(stage, scene);
      await scene.page.evaluate(axe);
      const violations = await scene.page.evaluate(async () => {
        // axe-core puts itself there.
        const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
        const { violations } = await axe.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      });
      expect(violations).toEqual([]);
      expect(await scene.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      expect(scene.app.violations).toEqual([]);
      await scene.close();
    }
  },
);
