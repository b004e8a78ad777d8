import { defineConfig } from 'vitest/config';
import { findUnitTests } from './test/architecture/unit-tests.ts';
import base from './vitest.config.ts';

/** The tests that start nothing beside themselves, for while one writes: no browser, no table, no gateway, no build. */
export default defineConfig({
  test: { ...base.test, globalSetup: [], include: findUnitTests(), reporters: ['default'] },
});
