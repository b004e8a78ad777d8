import { globSync, readFileSync } from 'node:fs';

/** A sentence that STYLE.md, "English", does not allow. */
export interface EnglishFault {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly reason: string;
}

/** The most words that the first sentence of a docstring may have, as STYLE.md asks. */
const maxFirstSentenceWords = 20;
/** The limit outside of `src/`, where sentences about tests and protocols are longer. */
const laxFirstSentenceWords = 30;
const laxFolders = /^(?:cli|packages|test)\//;

const bannedPronouns = ['no', 'some', 'any', 'every'].map((start) => `${start}body`);
const bannedWords = new RegExp(
  `\\b(?:${[...bannedPronouns, ...['who', 'what'].map((start) => `${start}ever`)].join('|')})\\b`,
  'gi',
);
/** Starts a line, so that a glob in a string (`src/**` and what follows) is no docstring. */
const docstring = /^[ \t]*\/\*\*([\s\S]*?)\*\//gm;
/** A full stop inside an abbreviation, a number or a file name ends no sentence; neither does "e.g. " or "i.e. ". */
const sentenceEnd = /(?<!\b(?:e\.g|i\.e|vs|cf))[.!?][)"'`]*(?=\s|$)/;

export function findEnglishFaults(path: string, source: string): EnglishFault[] {
  return [...findBannedWords(path, source), ...findLongSentences(path, source)];
}

/** Looks through the whole source: comments, strings, titles, markup and names. */
function findBannedWords(path: string, source: string): EnglishFault[] {
  return [...source.matchAll(bannedWords)].map(({ 0: word, index }) => ({
    path,
    line: lineAt(source, index),
    reason: `"${word}" names no thing: say user, client, caller, request …`,
  }));
}

function findLongSentences(path: string, source: string): EnglishFault[] {
  return [...source.matchAll(docstring)].flatMap(({ 1: text = '', index }) => {
    const words = countWords(firstSentenceOf(text));
    if (words <= (laxFolders.test(path) ? laxFirstSentenceWords : maxFirstSentenceWords)) return [];
    return [{ path, line: lineAt(source, index), reason: `a docstring starts with a sentence of ${words} words` }];
  });
}

/** Returns the text of a docstring up to its first full stop, blank line, list or tag. */
export function firstSentenceOf(text: string): string {
  const lines = text.split('\n').map((line) => line.replace(/^\s*\*? ?/, '').trim());
  const start = lines.findIndex((line) => line !== '');
  const rest = lines.slice(Math.max(start, 0));
  const end = rest.findIndex((line, at) => line.startsWith('@') || (at > 0 && /^$|^(?:[-*]|\d+\.) /.test(line)));
  const paragraph = (end === -1 ? rest : rest.slice(0, end)).join(' ');
  const stop = sentenceEnd.exec(paragraph);
  return stop === null ? paragraph : paragraph.slice(0, stop.index + 1);
}

function countWords(sentence: string): number {
  return sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function lineAt(source: string, index: number): number {
  return source.slice(0, index).split('\n').length;
}

/** A list of other people's words, as data: passwords, and no sentences of ours. */
const wordList = 'src/accounts/passwords/common-words.ts';

export function readEnglishFaults(patterns: readonly string[]): EnglishFault[] {
  const paths = patterns.flatMap((pattern) => globSync(pattern)).filter((path) => !path.includes('node_modules'));
  return paths
    .filter((path) => path !== wordList)
    .sort()
    .flatMap((path) => findEnglishFaults(path, readFileSync(path, 'utf8')));
}
