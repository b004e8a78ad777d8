/** The languages of the pages, as tags of RFC 5646, in the order in which the footer lists them. */
export const languages = ['en', 'de', 'fr', 'ar'] as const;

/** One of {@link languages}. */
export type Language = (typeof languages)[number];

/** The languages that are written from right to left. */
const rightToLeft: ReadonlySet<Language> = new Set<Language>(['ar']);

/** True for the tag of one of {@link languages}. */
export function isLanguage(tag: unknown): tag is Language {
  return (languages as readonly unknown[]).includes(tag);
}

/** Returns the first language of an ordered list of tags, by its primary subtag: `de-AT` asks for `de`. */
export function firstLanguage(tags: readonly string[]): Language | undefined {
  return tags.map((tag) => tag.split('-', 1)[0]?.toLowerCase()).find(isLanguage);
}

/** Returns the direction of a language, as the `dir` attribute names it. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return rightToLeft.has(language) ? 'rtl' : 'ltr';
}

/** Returns a language's name in that language, such as "Deutsch". */
export function nameOf(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
