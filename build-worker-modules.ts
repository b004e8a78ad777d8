import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The packages that the worker's bundle leaves out: they have binaries for the machine that runs them. */
const roots = ['sharp'];

interface LockedPackage {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

interface Lock {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/**
 * Writes a `package.json` and a `package-lock.json` into a folder, with nothing but what the worker loads beside its
 * bundle. They have the versions and the hashes of this project's own lock, so that `npm ci` there installs the same for
 * another machine: `npm ci --os=linux --cpu=arm64 --libc=glibc`.
 */
const [folder = ''] = process.argv.slice(2);
// This project's own file, as npm has written it.
const lock = JSON.parse(await readFile(new URL('package-lock.json', import.meta.url), 'utf8')) as Lock;
const kept = new Set<string>();
roots.forEach(keep);
const dependencies = Object.fromEntries(roots.map((name) => [name, packageOf(name).version ?? '']));
const manifest = { name: 'sluice-worker', version: '0.0.0', private: true, type: 'module', dependencies };
const packages = Object.fromEntries([
  ['', { name: manifest.name, version: manifest.version, dependencies }],
  ...Object.entries(lock.packages).filter(([path]) => [...kept].some((name) => isOf(path, name))),
]);
const lockOfWorker = {
  name: manifest.name,
  version: manifest.version,
  lockfileVersion: lock.lockfileVersion,
  packages,
};
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lockOfWorker, null, 2));

function keep(name: string): void {
  if (kept.has(name)) return;
  kept.add(name);
  const { dependencies = {}, optionalDependencies = {} } = lock.packages[`node_modules/${name}`] ?? {};
  Object.keys({ ...dependencies, ...optionalDependencies }).forEach(keep);
}

function packageOf(name: string): LockedPackage {
  const found = lock.packages[`node_modules/${name}`];
  if (!found) throw new Error(`${name} is not in package-lock.json.`);
  return found;
}

/** True for the package itself, and for those that are installed inside of it. */
function isOf(path: string, name: string): boolean {
  return path === `node_modules/${name}` || path.startsWith(`node_modules/${name}/`);
}
