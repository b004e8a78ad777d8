import { declaredBrand } from '../brand.ts';
import { type Language, languages } from './language.ts';

/** A text of a declaration: in the deployment's language, or one for each of several languages. */
export type Text = string | { readonly [Each in Language]?: string };

/** A text, and the language that it is in. */
export interface ChosenText {
  readonly text: string;
  readonly language: Language;
}

/** Returns a text in a language. Without one there, it is in the deployment's language, or else in the first it has. */
export function chooseText(text: Text, wanted: Language): ChosenText {
  if (typeof text === 'string') return { text, language: declaredBrand.language };
  const language = [wanted, declaredBrand.language, ...languages].find((each) => text[each] !== undefined) ?? wanted;
  return { text: text[language] ?? '', language };
}

/** Returns a text that names its languages: without one, it is in the deployment's language of today. */
export function withLanguages(text: Text): Exclude<Text, string> {
  return typeof text === 'string' ? { [declaredBrand.language]: text } : text;
}

/** Returns a text in a language, for where its own language cannot be named. */
export function textIn(text: Text, language: Language): string {
  return chooseText(text, language).text;
}
