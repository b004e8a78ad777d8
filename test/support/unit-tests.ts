import { readModules } from './architecture.ts';

/** Starts programs, as the browser, the gateway's function and the commands of `cli/` do, or the embedded table. */
const startsPrograms = new Set(['node:child_process', 'child_process', 'node:sqlite', 'playwright-core']);

/** Returns the test files that start no program, by what they import, however indirectly. */
export function findUnitTests(): string[] {
  const modules = readModules(['{src,cli,bench,test}/**/*.{ts,tsx}', 'packages/**/*.ts', '*.ts']);
  const importsOf = new Map(modules.map(({ path, imports }) => [path, imports]));
  const tests = modules.filter(({ path }) => /\.test\.tsx?$/.test(path));
  return tests.map(({ path }) => path).filter((path) => !reachesProgram(path, importsOf));
}

function reachesProgram(
  path: string,
  importsOf: ReadonlyMap<string, readonly string[]>,
  seen: Set<string> = new Set(),
): boolean {
  if (startsPrograms.has(path)) return true;
  if (seen.has(path)) return false;
  seen.add(path);
  return (importsOf.get(path) ?? []).some((imported) => reachesProgram(imported, importsOf, seen));
}
