import { globSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findEnglishFaults, firstSentenceOf, readEnglishFaults } from './architecture/english.ts';

const files = ['src', 'packages', 'cli', 'test'].map((folder) => `${folder}/**/*.{ts,tsx}`);

describe('the English of the source', () => {
  it('every file, has no banned word and no long first sentence', () => {
    expect(globSync(files).length).toBeGreaterThan(500);
    expect(readEnglishFaults(files).map(({ path, line, reason }) => `${path}:${line}: ${reason}`)).toEqual([]);
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
