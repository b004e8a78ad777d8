import { defineConfig } from 'vitest/config';
import { findUnitTests } from './test/architecture/unit-tests.ts';
import { settings } from './vitest.config.ts';

const { shared, isolated } = findUnitTests();

/** The tests that start nothing beside themselves, for while one writes: no browser, no table, no gateway, no build. */
export default defineConfig({
  test: {
    projects: [
      { test: { ...settings, name: 'shared', include: [...shared], isolate: false } },
      { test: { ...settings, name: 'isolated', include: [...isolated] } },
    ],
  },
});
