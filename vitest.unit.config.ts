import { defineConfig } from 'vitest/config';
import { groupTests } from './test/architecture/test-groups.ts';
import { settings } from './vitest.config.ts';

const { unit, isolatedUnit } = groupTests();

/** The tests that start nothing beside themselves, for while one writes: no browser, no table, no gateway, no build. */
export default defineConfig({
  test: {
    projects: [
      { test: { ...settings, name: 'shared', include: [...unit], isolate: false } },
      { test: { ...settings, name: 'isolated', include: [...isolatedUnit] } },
    ],
  },
});
