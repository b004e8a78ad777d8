import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const notOurs = /(?:^|\/)(?:node_modules|dist)(?:\/|$)/;
const files = globSync(['**/*', '.github/**/*'], { exclude: (path) => notOurs.test(path) });
const documents = files.filter((path) => path.endsWith('.md') && path !== 'CHANGELOG.md');
const names = new Set(files.map((path) => basename(path)));

/** Names of files that a document only tells readers to write, or that a build writes. */
const notThereYet = /\b(excerpts|travel-costs|lambda\.mjs)\b/;

const pathInCode =
  /`((?:[\w.-]+\/)*[\w.-]+\.(?:tsx?|mjs|json|ya?ml|md|css))`|`((?:src|test|cli|packages|docs|bench)\/[\w./-]+)`/g;
const link = /\]\((?!https?:|#)([^)#\s]+)/g;

/** The files and folders that a document names in code marks. */
const pathsIn = (text: string) => [...text.matchAll(pathInCode)].map(([, file, place]) => file ?? place ?? '');

function exists(document: string, path: string): boolean {
  const places = ['.', 'src', 'src/files', dirname(document)];
  return path.includes('/') ? places.some((place) => existsSync(join(place, path))) : names.has(path);
}

describe.each(documents)('%s', (document) => {
  const text = readFileSync(document, 'utf8');

  it('every file that it names, exists', () => {
    const missing = pathsIn(text).filter((path) => !exists(document, path) && !notThereYet.test(path));
    expect(missing).toEqual([]);
  });

  it('every link to a file, leads to one', () => {
    const targets = [...text.matchAll(link)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(join(dirname(document), target)))).toEqual([]);
  });
});

describe('the names of files in a document', () => {
  it('a path and a file name in code marks, are found', () => {
    expect(pathsIn('See `src/app.ts`, `id.ts` and `test/routes/`, not app.ts or `c.json()`.')).toEqual([
      'src/app.ts',
      'id.ts',
      'test/routes/',
    ]);
  });

  it('a path that leads nowhere, is missing', () => {
    expect([exists('README.md', 'src/app.ts'), exists('README.md', 'src/nowhere.ts')]).toEqual([true, false]);
  });
});
