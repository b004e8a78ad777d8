import type { en } from './en.ts';
import type { FileKinds } from './file-kinds.ts';
import type { Formats } from './formats.ts';
import type { Language } from './language.ts';

/**
 * The texts of a language for English ones: for each text, a text or a function of the same values. A translation of
 * `en/titles.ts` is `{ … } satisfies Translation<typeof english>`, with `titles as english` of that file.
 */
export type Translation<Text> = Text extends string
  ? string
  : Text extends (...values: infer Values) => infer Result
    ? (...values: Values) => Translation<Result>
    : { readonly [Name in keyof Text]: Translation<Text[Name]> };

/** All texts that people read, in one language. English says which there are; a missing one does not compile. */
export type Messages = Translation<Omit<typeof en, 'language' | 'formats' | 'fileKinds'>> & {
  readonly language: Language;
  readonly formats: Formats;
  readonly fileKinds: FileKinds;
};

/** Loads the texts of a language, which the process reads at their first use. */
export type LoadMessages = (language: Language) => Promise<Messages>;

/** Loads the texts of this source. */
export const loadMessages: LoadMessages = async (language) => {
  switch (language) {
    case 'en':
      return (await import('./en.ts')).en;
    case 'de':
      return (await import('./de.ts')).de;
    case 'fr':
      return (await import('./fr.ts')).fr;
    case 'ar':
      return (await import('./ar.ts')).ar;
  }
};
