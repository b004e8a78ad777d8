import { defineConfig } from 'vitest/config';
import { groupTests } from './test/architecture/test-groups.ts';
import { findBrowser } from './test/support/installed-browser.ts';

/** The settings of every run of tests. */
export const settings = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // One more than the cores of a small machine: many tests wait, for a browser or a program.
  maxWorkers: 3,
};

const { unit, testApp, browser } = groupTests();
const shared = [...unit, ...testApp];
const hasBrowser = findBrowser() !== undefined;
if (!hasBrowser)
  console.log(
    `Skipped: ${browser.length} files of tests in a browser, for there is no Chrome, Chromium or Edge here. Name one: CHROMIUM_PATH=…`,
  );
const withBuild = { ...settings, globalSetup: ['test/support/build.ts'] };

/**
 * All tests. Those that leave their process as it was share one, which spares them its start and its imports. So do those
 * in a browser, which are no unit tests: each of them may serve the app, and needs nothing else of its process.
 */
export default defineConfig({
  test: {
    reporters: ['default', ['json', { outputFile: '.test-results/report.json' }]],
    projects: [
      // A busy machine may be slow, and a browser first of all.
      {
        test: {
          ...withBuild,
          testTimeout: 120_000,
          name: 'browser',
          include: hasBrowser ? [...browser] : [],
          isolate: false,
        },
      },
      {
        test: {
          ...withBuild,
          name: 'isolated',
          include: ['test/**/*.test.{ts,tsx}', 'packages/*/test/**/*.test.ts'],
          exclude: [...shared, ...browser],
        },
      },
      { test: { ...settings, name: 'shared', include: shared, isolate: false } },
    ],
  },
});
