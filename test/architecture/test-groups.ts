import { readModules } from './architecture.ts';

/** The modules that start programs, of which browser, gateway and commands of `cli/` make use. */
const programStarters = ['node:child_process', 'child_process', 'playwright-core'];
/** The module that replaces `Request` and `Response` of its process when it serves, and does not restore them. */
const globalsReplacer = '@hono/node-server';

/** The module that starts an embedded table in the process of the test, as each test app does. */
const tableStarter = 'packages/dynamodb-table/src/server.ts';

/** Test files by what they start. Those of the first two groups leave their process as it was: the next file can run in it. */
export interface TestGroups {
  /** Unit tests: they start no program and no table. */
  readonly unit: readonly string[];
  /** Tests of a test app: they start a table and no other program. */
  readonly testApp: readonly string[];
  /** Unit tests that need a process of their own. */
  readonly isolatedUnit: readonly string[];
  /** Tests that start a browser. */
  readonly browser: readonly string[];
}

/** Finds the groups by what the test files import, however indirectly. */
export function groupTests(): TestGroups {
  const modules = readModules(['{src,cli,bench,test}/**/*.{ts,tsx}', 'packages/**/*.ts', '*.ts']);
  const importsOf = new Map(modules.map(({ path, imports }) => [path, path === tableStarter ? [] : imports]));
  const all = modules
    .filter(({ path }) => /\.test\.tsx?$/.test(path))
    .map(({ path }) => ({ path, reached: reachedFrom(path, importsOf) }));
  const tests = all.filter(({ reached }) => !programStarters.some((name) => reached.has(name)));
  const pathsOf = (startsTable: boolean, replacesGlobals: boolean) =>
    tests
      .filter(({ reached }) => reached.has(tableStarter) === startsTable)
      .filter(({ reached }) => reached.has(globalsReplacer) === replacesGlobals)
      .map(({ path }) => path);
  const browser = all.filter(({ reached }) => reached.has('playwright-core')).map(({ path }) => path);
  return { unit: pathsOf(false, false), testApp: pathsOf(true, false), isolatedUnit: pathsOf(false, true), browser };
}

/** Returns everything that a module imports, directly or not, and the module itself. */
function reachedFrom(
  path: string,
  importsOf: ReadonlyMap<string, readonly string[]>,
  reached: Set<string> = new Set(),
): Set<string> {
  if (reached.has(path)) return reached;
  reached.add(path);
  for (const imported of importsOf.get(path) ?? []) reachedFrom(imported, importsOf, reached);
  return reached;
}
