import { describe, expect, it } from 'vitest';
import { countedFolderOf, findEnglishFaults, firstSentenceOf, readEnglishFaults } from './architecture/english.ts';

/** The faults that each folder still has. A number may only become smaller; a folder without faults leaves the list. */
const allowed: Readonly<Record<string, number>> = {
  test: 7,
  'test/accounts': 21,
  'test/browser': 9,
  'test/files': 3,
  'test/forms': 2,
  'test/http': 4,
  'test/inspection': 6,
  'test/journeys': 1,
  'test/middleware': 6,
  'test/openapi': 21,
  'test/records': 2,
  'test/routes': 153,
  'test/storage': 4,
  'test/submissions': 2,
  'test/telemetry': 4,
  'test/template': 3,
  'test/upstream': 18,
  'test/values': 3,
  'test/views': 3,
};

const faults = readEnglishFaults(['src', 'packages', 'cli', 'test'].map((folder) => `${folder}/**/*.{ts,tsx}`));
const folders = [...new Set(faults.map(({ path }) => countedFolderOf(path)))];
const faultsByFolder = new Map(
  folders.map((folder) => [folder, faults.filter(({ path }) => countedFolderOf(path) === folder)]),
);

describe('the English of the source', () => {
  it.each([...faultsByFolder])('%s, has no more faults than the list allows', (folder, found) => {
    const listed = found.map(({ path, line, reason }) => `${path}:${line}: ${reason}`);
    expect(found.length, listed.join('\n')).toBeLessThanOrEqual(allowed[folder] ?? 0);
  });

  it('the list of faults, names only folders that have some', () => {
    expect(Object.keys(allowed).filter((folder) => !faultsByFolder.has(folder))).toEqual([]);
  });
});

describe('findEnglishFaults', () => {
  const words = ['no', 'some', 'any', 'every'].map((start) => `${start}body`).concat('who' + 'ever', 'what' + 'ever');
  const places: readonly [place: string, source: (word: string) => string][] = [
    ['a docstring', (word) => `/** Returns ${word}. */\nconst x = 1;`],
    ['a comment', (word) => `const x = 1; // ${word}`],
    ['a string', (word) => `const x = 'for ${word} here';`],
    ['a title', (word) => `it('${word} signs in', () => {});`],
    ['markup', (word) => `const page = <p>Say ${word}.</p>;`],
    ['the start of a sentence', (word) => `// ${word.charAt(0).toUpperCase()}${word.slice(1)}'s file`],
  ];
  it.each(places)('a banned pronoun in %s, is a fault', (_place, source) => {
    for (const word of words) {
      expect(findEnglishFaults('src/x.ts', source(word)), word).toHaveLength(1);
    }
  });

  it('a banned pronoun, is told with its path and line', () => {
    const [fault] = findEnglishFaults('src/x.ts', `const x = 1;\n// for ${words[0]}\n`);
    expect(fault).toMatchObject({ path: 'src/x.ts', line: 2 });
    expect(fault?.reason).toContain(`"${words[0]}"`);
  });

  const sentenceOf = (count: number) => Array.from({ length: count }, () => 'word').join(' ');

  it('a first sentence of 20 words in src, is no fault', () => {
    expect(findEnglishFaults('src/forms/x.ts', `/** ${sentenceOf(20)}. */`)).toEqual([]);
  });

  it('a first sentence of 21 words in src, is a fault', () => {
    expect(findEnglishFaults('src/forms/x.ts', `/** ${sentenceOf(21)}. */`)).toMatchObject([
      { line: 1, reason: expect.stringContaining('21 words') },
    ]);
  });

  it('a first sentence of 30 words, is no fault', () => {
    expect(findEnglishFaults('test/x.ts', `/** ${sentenceOf(30)}. ${sentenceOf(40)}. */`)).toEqual([]);
  });

  it('a first sentence of 31 words, is a fault', () => {
    expect(findEnglishFaults('test/x.ts', `\n/** ${sentenceOf(31)}. */`)).toMatchObject([
      { line: 2, reason: expect.stringContaining('31 words') },
    ]);
  });

  it('a first sentence of 31 words over several indented lines, is a fault', () => {
    const source = `  /**\n   * ${sentenceOf(16)}\n   * ${sentenceOf(15)}.\n   */`;
    expect(findEnglishFaults('src/x.ts', source)).toHaveLength(1);
  });

  it('a glob in a string, starts no docstring', () => {
    expect(findEnglishFaults('src/x.ts', `const x = ['src/**/*.ts'];\n// ${sentenceOf(40)}`)).toEqual([]);
  });
});

describe('firstSentenceOf', () => {
  it.each([
    ['a full stop', ' Returns a.b (e.g. 1.5 s). More.', 'Returns a.b (e.g. 1.5 s).'],
    ['a blank line', '\n * Returns a\n *\n * More\n ', 'Returns a'],
    ['a list', '\n * Returns one of:\n * - this\n ', 'Returns one of:'],
    ['a tag', '\n * Returns a\n * @throws never\n ', 'Returns a'],
    ['a tag alone', ' @throws never ', ''],
  ])('%s, ends the sentence', (_end, text, sentence) => {
    expect(firstSentenceOf(text)).toBe(sentence);
  });
});

describe('countedFolderOf', () => {
  it.each([
    ['src/app.ts', 'src'],
    ['src/routes/files.ts', 'src/routes'],
    ['src/browser/form/find.ts', 'src/browser'],
    ['cli/doctor/run.ts', 'cli'],
    ['test/app.test.ts', 'test'],
    ['test/files/filename.test.ts', 'test/files'],
  ])('%s, counts for %s', (path, folder) => {
    expect(countedFolderOf(path)).toBe(folder);
  });
});
