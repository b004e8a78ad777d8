import { formats } from './formats.ts';

/** Words for kinds of files, and for a type that has no name of its own. */
export const fileKinds: Readonly<Record<string, string>> = {
  documents: 'documents',
  pictures: 'pictures',
  audio: 'audio',
  video: 'video',
  archives: 'archives',
  text: 'text',
};

/** Returns "documents, pictures and ZIP": kinds, and types by the names that they have in every language. */
export function listKinds(kinds: readonly string[]): string {
  return formats.list(kinds.map((kind) => fileKinds[kind] ?? kind));
}

/** Begins a sentence with a text. */
export function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase(formats.byteWords.locale) + text.slice(1);
}
