import { foldCase } from '../values/fold-case.ts';

/** The most words that the index keeps of one submission. */
export const maxWords = 30;

/** The most characters of a word that count: a longer one is found by its beginning. */
const maxWordLength = 24;

/** Scripts that write no blanks between words: each of their characters counts as a word. */
const unspaced = '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Thai}]';
const word = new RegExp(`${unspaced}|(?:(?!${unspaced})[\\p{L}\\p{N}])+`, 'gu');

/** Returns the words of a text as the index has them, each once: without marks, in lower case. */
export function wordsIn(text: string): string[] {
  const words = foldCase(text).match(word) ?? [];
  return [...new Set(words.map((found) => [...found].slice(0, maxWordLength).join('')))];
}
