import { defineConfig } from 'vitest/config';
import { groupTests } from './test/architecture/test-groups.ts';
import { findBrowser } from './test/support/installed-browser.ts';

/** The settings of every run of tests. */
export const settings = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  maxWorkers: 2,
};

const { unit, testApp, browser } = groupTests();
const shared = [...unit, ...testApp];
const withoutBrowser = findBrowser() === undefined ? browser : [];
if (withoutBrowser.length > 0)
  console.log(
    `Skipped: ${withoutBrowser.length} files of tests in a browser, for there is no Chrome, Chromium or Edge here. Name one: CHROMIUM_PATH=…`,
  );

/** All tests. Those that leave their process as it was share one, which spares them its start and its imports. */
export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: '.test-results/report.json' }]],
    projects: [
      { test: { ...settings, name: 'shared', include: shared, isolate: false } },
      {
        test: {
          ...settings,
          name: 'isolated',
          globalSetup: ['test/support/build.ts'],
          include: ['test/**/*.test.{ts,tsx}', 'packages/*/test/**/*.test.ts'],
          exclude: [...shared, ...withoutBrowser],
        },
      },
    ],
  },
});
