import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(path, 'utf8');
const guides = ['README.md', 'CONTRIBUTING.md', 'docs/release.md'];
const { scripts } = JSON.parse(read('package.json'));
/** Names that the guides use in their examples. */
const examples = /travel-costs|excerpts?\b/;

describe.each(guides)('%s', (guide) => {
  it('a shell snippet, each variable that it uses, is defined before', () => {
    const blocks = [...read(guide).matchAll(/```sh\n(?<text>.*?)```/gs)].map(({ groups }) => groups?.text ?? '');
    expect(blocks.length).toBeGreaterThan(0);
    expect(blocks.flatMap(undefinedIn)).toEqual([]);
  });

  it('a command inside a sentence, uses no variable', () => {
    const text = read(guide).replace(/```.*?```/gs, '');
    const commands = [...text.matchAll(/`([^`]+)`/g)].map(([, command = '']) => command);
    const known = commands.filter((command) => /\$\w/.test(command));
    expect(known).toEqual([]);
  });

  it('an npm script named in the guide, exists', () => {
    const named = [...read(guide).matchAll(/npm run ([a-z:\d]+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });
});

it('CONTRIBUTING.md, each file and folder that it names, exists', () => {
  const paths = [
    ...read('CONTRIBUTING.md').matchAll(/`((?:src|test|docs|\.ci)\/[\w./-]+|[A-Z]\w+\.md|\.node-version)`/g),
  ];
  const named = paths.map(([, path = '']) => path).filter((path) => !examples.test(path));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

/** Returns the variables of a snippet that no earlier line sets. */
function undefinedIn(block: string): string[] {
  const parameters = new Set(['@']);
  return [...block.matchAll(/\$\{?(\w+|@)/g)]
    .filter(({ index, 1: name = '' }) => {
      const before = block.slice(0, index);
      return !parameters.has(name) && !new RegExp(`(?:^|[\\s(])${name}=`, 'm').test(before);
    })
    .map(([, name = '']) => name);
}
