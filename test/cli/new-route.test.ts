import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findViolations, readModules, toModule } from '../architecture/architecture.ts';
import { checkWith, runCommand } from './project-command.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';

const names = ['excerpts', 'audit-entries', 'zones'];

/** The compiler reads the whole project. */
const timeoutMs = 180_000;

describe('npm run new:route', () => {
  let copy: ProjectCopy;
  beforeAll(async () => {
    copy = await copyProject();
  });
  afterAll(() => copy.remove());
  const read = (path: string) => readFile(join(copy.folder, path), 'utf8');

  it(
    'npm run new:route, names across the alphabet, writes code that compiles and lints',
    () => {
      for (const name of names) {
        const made = runCommand(copy.folder, 'cli/new-route.ts', name);
        expect([made.status, made.stderr]).toEqual([0, '']);
        expect(made.stdout).toContain(`src/routes/${name}.ts`);
        expect(made.stdout).toContain('test/routes/access.test.ts');
      }
      expect(checkWith(copy.folder)).toBe('');
    },
    timeoutMs,
  );

  it('npm run new:route, a written route, keeps to the architecture', async () => {
    const sources = readModules(['src/**/*.{ts,tsx}', 'packages/*/src/**/*.ts']);
    for (const name of names) {
      const module = toModule(`src/routes/${name}.ts`, await read(`src/routes/${name}.ts`));
      expect(findViolations([...sources, module])).toEqual([]);
    }
  });

  it('npm run new:route, a written route, answers 401 without a user and is in the document', () => {
    const program = `
      const { createApp } = await import('./src/app.ts');
      const { readConfig } = await import('./src/config.ts');
      const { createDependencies } = await import('./src/dependencies.ts');
      const assets = new URL('file://${process.cwd()}/test/support/assets/');
      const config = readConfig({ PUBLIC_URL: 'http://localhost:3000', SESSION_SECRET: 's'.repeat(32) });
      const app = createApp(await createDependencies(config, assets));
      const ask = (path) => app.request('http://localhost:3000' + path, { headers: { accept: 'application/json' } });
      const { paths, tags } = await (await ask('/openapi.json')).json();
      const answers = await Promise.all(${JSON.stringify(names)}.map(async (name) => ({
        status: (await ask('/' + name)).status,
        isTagged: tags.some((tag) => tag.name === paths['/' + name].get.tags[0]),
      })));
      console.log('\\n' + JSON.stringify(answers));
    `;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
    const printed = execFileSync(process.execPath, args, { cwd: copy.folder, encoding: 'utf8' });
    const answers = JSON.parse(printed.trim().split('\n').at(-1) ?? '');
    expect(answers).toEqual(names.map(() => ({ status: 401, isTagged: true })));
  });

  it('npm run new:route, a name taken by a route or page, says so and changes nothing', async () => {
    const before = await read('src/app.ts');
    for (const [name, path] of [
      ['uploads', 'src/routes/uploads'],
      ['upstreams', 'src/routes/upstreams.ts'],
      ['tokens', 'src/routes/tokens.tsx'],
    ] as const) {
      const refused = runCommand(copy.folder, 'cli/new-route.ts', name);
      expect([refused.status, refused.stdout]).toEqual([1, '']);
      expect(refused.stderr).toBe(`${path} is there already. Choose another name.\n`);
    }
    expect(await read('src/app.ts')).toBe(before);
  });

  it.each([
    ['no name', []],
    ['the singular', ['export']],
    ['a path', ['../excerpts']],
    ['capitals', ['Exports']],
  ])('npm run new:route, %s, says how to name a route', (_what, args) => {
    const refused = runCommand(copy.folder, 'cli/new-route.ts', ...args);
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('npm run new:route -- excerpts');
  });
});
