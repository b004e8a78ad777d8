import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkWith, runCommand } from './project-command.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';

/** The compiler reads the whole project. */
const timeoutMs = 180_000;

describe('npm run new:form', () => {
  let copy: ProjectCopy;
  beforeAll(async () => {
    copy = await copyProject();
  });
  afterAll(() => copy.remove());
  const registry = () => readFile(join(copy.folder, 'src/forms/registry.ts'), 'utf8');

  it(
    'npm run new:form, a slug and file types, writes forms that compile and run',
    async () => {
      for (const slug of ['travel-costs', 'files', 'class']) {
        const made = runCommand(copy.folder, 'cli/new-form.ts', slug);
        expect([made.status, made.stderr]).toEqual([0, '']);
        expect(made.stdout).toContain(`src/forms/definitions/${slug}.ts`);
      }
      expect(checkWith(copy.folder)).toBe('');
      const program = `
      const { declaredForms } = await import('./src/forms/registry.ts');
      console.log([...declaredForms.values()].map(({ slug, title }) => slug + ': ' + title).join('\\n'));
    `;
      const args = ['--import', 'tsx', '--input-type=module', '--eval', program];
      const listed = execFileSync(process.execPath, args, { cwd: copy.folder, encoding: 'utf8' });
      expect(listed.trim().split('\n').slice(-3)).toEqual([
        'travel-costs: Travel costs',
        'files: Files',
        'class: Class',
      ]);
    },
    timeoutMs,
  );

  it('npm run new:form, a taken slug, says so and leaves the registry as it is', async () => {
    const before = await registry();
    const refused = runCommand(copy.folder, 'cli/new-form.ts', 'avatar');
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toBe('src/forms/definitions/avatar.ts is there already. Choose another name.\n');
    expect(await registry()).toBe(before);
  });

  it.each([
    ['no slug', []],
    ['two slugs', ['one', 'two']],
    ['a path', ['../secret']],
    ['capitals', ['Travel']],
    ['a hyphen at the end', ['travel-']],
    ['more than 41 characters', ['t'.repeat(42)]],
  ])('npm run new:form, %s, says how to name a form', (_what, args) => {
    const refused = runCommand(copy.folder, 'cli/new-form.ts', ...args);
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain('npm run new:form -- travel-costs');
  });
});
