import { afterEach, describe, expect, it, vi } from 'vitest';
import { en } from '../../src/messages/en.ts';
import { type Language, languages } from '../../src/messages/language.ts';
import { loadMessages, type Messages } from '../../src/messages/messages.ts';
import { pluralFormsOf, textsOf } from './texts.ts';

/** The path of a text, or of a group of texts, that reads the same in English and in the language. */
type Same = readonly string[];

/** The texts that may read the same as in English. An entry that no longer does is a failure, too. */
const sameAsEnglish: Readonly<Record<Exclude<Language, 'en'>, Same>> = {
  de: [
    'pages.account.linksTitle',
    'pages.links.title',
    'pages.links.link',
    'sentences.field-missing',
    'pages.forms.fileFacts',
    'pages.forms.stepTitle',
    'pages.uploads.saidFailure',
    'pages.frame.fieldProblem',
    'pages.account.name',
    'pages.account.roles.admin',
    'pages.account.token',
    'pages.account.passwordLink',
    'pages.docs.title',
    'pages.docs.optional',
    'pages.review.events.unknown',
    'pages.docs.columns.status',
    'pages.decisions.question',
    'pages.submissionTable.condition',
    'pages.submissionTable.condition.one',
    'pages.docs.columns.schema',
    'pages.exports.columns.id',
    'pages.exports.columns.labels',
  ],
  fr: [
    'sentences.field-missing',
    'pages.frame.menu',
    'pages.frame.contact',
    'pages.forms.fileFacts',
    'pages.account.sessionsTitle',
    'pages.account.exportsTitle',
    'pages.exports.title',
    'pages.exports.columns.id',
    'pages.docs.title',
    'pages.docs.columns.type',
    'pages.review.note',
    'pages.submissionTable.pages',
    'pages.review.versions',
    'pages.docs.columns.schema',
  ],
  ar: [
    'pages.submissionTable.condition',
    'pages.submissionTable.condition.one',
    'pages.review.events.unknown',
    'sentences.field-missing',
    'pages.forms.stepTitle',
    'pages.uploads.saidFailure',
    'pages.frame.fieldProblem',
  ],
};

/** The characters that the texts of a language do not have, with those that stand in their place. */
const foreignCharacters: Readonly<Record<Exclude<Language, 'en'>, RegExp>> = {
  // „…“ and ‚…‘
  de: /["'”«»]/u,
  // « … » with narrow no-break spaces, which also stand before double punctuation; ’ as in d’accord
  fr: /["'“”„]|[^\u202F](?:[!?;»]|:(?!\S))|«(?!\u202F)/u,
  // «…», ، ؛ and ؟
  ar: /["'“”„]|[,;?](?=\s|$)/u,
};

const translations = await Promise.all(
  languages
    .filter((language) => language !== 'en')
    .map(async (language) => [language, await loadMessages(language)] as const),
);

const english = textsOf(en);
const isWithin = (path: string, group: string) => path === group || path.startsWith(`${group}.`);

/** Returns the paths of those texts for which `differs` is true of the translation and the English text. */
function pathsWhere(messages: Messages, differs: (text: string, englishText: string) => boolean): string[] {
  const texts = textsOf(messages);
  return [...english].filter(([path, text]) => differs(texts.get(path) ?? '', text)).map(([path]) => path);
}

describe.each(translations)('the texts in %s', (language, messages) => {
  const isLikeEnglish = (path: string) => sameAsEnglish[language].some((group) => isWithin(path, group));

  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('each text, is there', () => {
    expect(pathsWhere(messages, (text) => text.trim() === '')).toEqual([]);
  });

  it('each text, is another than in English, but for those that are listed', () => {
    const same = pathsWhere(messages, (text, englishText) => text === englishText);
    expect(same.filter((path) => !isLikeEnglish(path))).toEqual([]);
    expect(sameAsEnglish[language].filter((group) => !same.some((path) => isWithin(path, group)))).toEqual([]);
  });

  it('each text, has the names in braces that it has in English', () => {
    const namesIn = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort().join();
    expect(pathsWhere(messages, (text, englishText) => namesIn(text) !== namesIn(englishText))).toEqual([]);
  });

  it('each text, ends with the punctuation with which it ends in English', () => {
    const endOf = (text: string) => text.replaceAll('؟', '?').match(/[.:;!?…]$/u)?.[0];
    expect(pathsWhere(messages, (text, englishText) => endOf(text) !== endOf(englishText))).toEqual([]);
  });

  it('each text, has the quotation marks and the punctuation of the language', () => {
    const foreign = [...textsOf(messages)].filter(([path, text]) => {
      return !isLikeEnglish(path) && foreignCharacters[language].test(text);
    });
    expect(foreign).toEqual([]);
  });

  it('each text, has no space at its ends and none twice', () => {
    expect(pathsWhere(messages, (text) => /^\s|\s$|\s\s/u.test(text))).toEqual([]);
  });

  it('each function of a text, reads the values that the English one reads', () => {
    const reads = (catalogue: object) => {
      const read = new Map<string, string[]>();
      textsOf(catalogue, (path, name) => read.set(path, [...(read.get(path) ?? []), name]));
      return new Map([...read].map(([path, names]) => [path, [...new Set(names)].sort()]));
    };
    expect(reads(messages)).toEqual(reads(en));
  });

  it('each plural, has a form for every number, with the number where English has it', () => {
    const numbers = Array.from({ length: 1001 }, (_, number) => number);
    const categories = new Set(
      numbers.map((number) => new Intl.PluralRules(messages.formats.byteWords.locale).select(number)),
    );
    const plural = vi.spyOn(messages.formats, 'plural');
    textsOf(messages);
    const chosen = plural.mock.calls.map(([, forms]) => forms);
    for (const forms of [...chosen, ...pluralFormsOf(messages)]) {
      expect(new Set(Object.keys(forms))).toEqual(categories);
      expect(forms.other).toMatch(/#|\{count\}/);
    }
  });
});
