import { readModules } from './architecture.ts';

/** The modules that start programs, of which browser, embedded table, gateway and commands of `cli/` make use. */
const programStarters = ['node:child_process', 'child_process', 'playwright-core'];
/** The module that replaces `Request` and `Response` of its process when it serves, and does not restore them. */
const globalsReplacer = '@hono/node-server';

/** The unit tests: test files that start no program. */
export interface UnitTests {
  /** Those that leave their process as it was, so that the next file can run in it. */
  readonly shared: readonly string[];
  readonly isolated: readonly string[];
}

/** Finds the unit tests by what they import, however indirectly. */
export function findUnitTests(): UnitTests {
  const modules = readModules(['{src,cli,bench,test}/**/*.{ts,tsx}', 'packages/**/*.ts', '*.ts']);
  const importsOf = new Map(modules.map(({ path, imports }) => [path, imports]));
  const units = modules
    .filter(({ path }) => /\.test\.tsx?$/.test(path))
    .map(({ path }) => ({ path, reached: reachedFrom(path, importsOf) }))
    .filter(({ reached }) => !programStarters.some((name) => reached.has(name)));
  const pathsOf = (isShared: boolean) =>
    units.filter(({ reached }) => reached.has(globalsReplacer) !== isShared).map(({ path }) => path);
  return { shared: pathsOf(true), isolated: pathsOf(false) };
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
