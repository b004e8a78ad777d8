import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { groupTests } from './test-groups.ts';

const { unit, testApp, isolatedUnit, browser } = groupTests();
const found = [...unit, ...isolatedUnit];

describe('groupTests', () => {
  it('a test of pure functions, is one', () => {
    expect(found).toContain('test/values/byte-size.test.ts');
    expect(found.length).toBeGreaterThan(100);
  });

  it.each([
    ['the table, through the test app', 'test/routes/files.test.ts'],
    ['a browser', 'test/journeys/documents.test.ts'],
    ['the gateway', 'test/journeys/first-run.test.ts'],
    ['the build', 'test/build.test.ts'],
    ['programs', 'test/cli/new-form.test.ts'],
  ])('a test that starts %s, is none', (_what, path) => {
    expect(readFileSync(path, 'utf8')).toMatch(/describe(\.each)?\b/);
    expect(found).not.toContain(path);
  });

  it('a test that serves by @hono/node-server, does not share its process', () => {
    expect(isolatedUnit).toContain('test/cli/doctor/app.test.ts');
    expect(isolatedUnit.length).toBeLessThan(unit.length / 5);
  });

  it('a test in a browser, is one of those that are skipped where there is none', () => {
    expect(browser).toContain('test/journeys/documents.test.ts');
    expect(browser.filter((path) => !/^test\/(journeys|browser|inspection)\//.test(path))).toEqual([]);
  });

  it('a test of a test app, shares its process with others of the kind', () => {
    expect(testApp).toContain('test/routes/files.test.ts');
    expect(testApp.filter((path) => /^test\/(journeys|browser|cli)/.test(path))).toEqual([]);
  });
});
