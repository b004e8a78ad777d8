import type { Formats } from './formats.ts';

/** The words of a language for kinds of files, and for types that have no name of their own. */
type KindWords = Readonly<Record<'documents' | 'pictures' | 'audio' | 'video' | 'archives' | 'text', string>>;

/** The ways in which a language names kinds and types of files. */
export interface FileKinds {
  /** Returns the name of a kind or a type. Types such as "PDF" have theirs in every language. */
  name(kindOrType: string): string;
  /** Returns "documents, pictures and ZIP". */
  list(kindsAndTypes: readonly string[]): string;
}

/** Returns the ways in which a language names kinds and types. */
export function fileKindsOf(words: KindWords, formats: Formats): FileKinds {
  const names = new Map<string, string>(Object.entries(words));
  const name = (kindOrType: string) => names.get(kindOrType) ?? kindOrType;
  return { name, list: (kindsAndTypes) => formats.list(kindsAndTypes.map(name)) };
}

/** Begins a sentence with a text of a language. */
export function capitalise(text: string, { byteWords }: Formats): string {
  return text.charAt(0).toLocaleUpperCase(byteWords.locale) + text.slice(1);
}
