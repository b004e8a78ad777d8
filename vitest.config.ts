import { defineConfig } from 'vitest/config';
import { findUnitTests } from './test/architecture/unit-tests.ts';

/** The settings of every run of tests. */
export const settings = {
  testTimeout: 30_000,
  hookTimeout: 60_000,
  maxWorkers: 2,
};

const shared = [...findUnitTests().shared];

/** All tests. Unit tests that leave their process as it was share one, which spares them its start and its imports. */
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
          exclude: shared,
        },
      },
    ],
  },
});
