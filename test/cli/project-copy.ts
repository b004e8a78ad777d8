import { globSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

/** A copy of the project for commands that change it. */
export interface ProjectCopy {
  readonly folder: string;
  remove(): Promise<void>;
}

const copied = [
  ...['src', 'cli', 'packages', 'examples'],
  ...globSync(['build*.ts', 'browser-build.ts']),
  ...['package.json', 'tsconfig.json', 'biome.json', 'README.md', 'CHANGELOG.md'],
];

/** Copies the sources without their tests into a folder of their own, with the same packages installed. */
export async function copyProject(): Promise<ProjectCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice copy ü-'));
  for (const name of copied)
    await cp(name, join(folder, name), { recursive: true, filter: (path) => basename(path) !== 'test' });
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
