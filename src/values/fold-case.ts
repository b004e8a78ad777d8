import { firstBytes } from './first-bytes.ts';

/** The bytes of a name that count, so that it fits into a key. */
const maxNameBytes = 200;

/** Returns a text in which letters differ neither by case nor by marks, nor by the width of their form. */
export function foldCase(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .normalize('NFKC');
}

/** Returns the name of a user as lists and filters compare it. */
export function foldName(name: string): string {
  return firstBytes(
    foldCase(name)
      .replace(/[\s#]+/g, ' ')
      .trim(),
    maxNameBytes,
  );
}
