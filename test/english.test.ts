import { describe, expect, it } from 'vitest';
import { countedFolderOf, findEnglishFaults, firstSentenceOf, readEnglishFaults } from './architecture/english.ts';

/** The faults that each folder still has. A number may only become smaller; a folder without faults leaves the list. */
const allowed: Readonly<Record<string, number>> = {
  cli: 20,
  'packages/lambda-adapter': 36,
  'packages/lambda-gateway': 7,
  'packages/s3-server': 30,
  'src/accounts': 58,
  'src/api': 14,
  'src/http': 1,
  'src/inspection': 1,
  'src/openapi': 14,
  'src/records': 15,
  'src/routes': 13,
  'src/upstream': 2,
  'src/views': 8,
  test: 7,
  'test/accounts': 21,
  'test/api': 18,
  'test/browser': 9,
  'test/cli': 17,
  'test/files': 3,
  'test/forms': 2,
  'test/http': 4,
  'test/inspection': 6,
  'test/journeys': 1,
  'test/middleware': 6,
  'test/openapi': 3,
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

  it('a first sentence of 30 words, is no fault', () => {
    expect(findEnglishFaults('src/x.ts', `/** ${sentenceOf(30)}. ${sentenceOf(40)}. */`)).toEqual([]);
  });

  it('a first sentence of 31 words, is a fault', () => {
    expect(findEnglishFaults('src/x.ts', `\n/** ${sentenceOf(31)}. */`)).toMatchObject([
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
    ['packages/s3-server/src/main.ts', 'packages/s3-server'],
    ['cli/doctor/run.ts', 'cli'],
    ['test/app.test.ts', 'test'],
    ['test/files/filename.test.ts', 'test/files'],
  ])('%s, counts for %s', (path, folder) => {
    expect(countedFolderOf(path)).toBe(folder);
  });
});
