import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

interface LockFile {
  readonly packages: Record<string, { version?: string; integrity?: string; resolved?: string; link?: boolean }>;
}

const lock: LockFile = JSON.parse(await readFile('package-lock.json', 'utf8'));
const manifest = JSON.parse(await readFile('package.json', 'utf8'));

describe('the dependencies of the project', () => {
  it('the dependencies, versions with known holes, are not used (attack 100)', () => {
    const hono = lock.packages['node_modules/hono']?.version ?? '0';
    expect(isAtLeast(hono, '4.12.34')).toBe(true);
    for (const [path, { version = '0' }] of Object.entries(lock.packages)) {
      if (path.endsWith('node_modules/undici')) expect(isAtLeast(version, '7.18.0'), path).toBe(true);
    }
  });

  it('the dependencies, each, has an exact version and a hash in the lock file (attack 100)', () => {
    const groups = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies];
    const versions = groups.flatMap((group) => Object.entries(group));
    expect(versions.length).toBeGreaterThan(30);
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(String(version)))).toEqual([]);
    const installed = Object.entries(lock.packages).filter(
      ([path, { link }]) => path.startsWith('node_modules/') && !link,
    );
    expect(installed.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual(
      [],
    );
  });

  it('the lock file, names no host of a registry', () => {
    expect(Object.values(lock.packages).filter(({ resolved, link }) => resolved !== undefined && !link)).toEqual([]);
  });

  it('the dependencies, each, is explained in docs/dependencies.md', async () => {
    const explained = await readFile('docs/dependencies.md', 'utf8');
    const names = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
    const short = (name: string) => name.replace(/^@aws-sdk\//, '');
    expect(names.filter((name) => !explained.includes(short(name)))).toEqual([]);
  });
});

function isAtLeast(version: string, floor: string): boolean {
  return version.localeCompare(floor, 'en', { numeric: true }) >= 0;
}
