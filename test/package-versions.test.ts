import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

describe('the workspaces', () => {
  it.each(globSync('packages/*/package.json'))('%s, each dependency, has the version of the root', (path) => {
    const inRoot = dependenciesOf('package.json');
    const inPackage = dependenciesOf(path);
    const expected = Object.keys(inPackage).map((name) => [name, inRoot[name]]);
    expect(expected.length).toBeGreaterThan(0);
    expect(Object.entries(inPackage)).toEqual(expected);
  });
});

function dependenciesOf(path: string): Readonly<Record<string, string>> {
  // The two fields that this reads are records of strings in every manifest that npm accepts.
  const { dependencies, devDependencies } = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
  return { ...dependencies, ...devDependencies };
}
