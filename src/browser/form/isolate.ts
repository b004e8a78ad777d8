/**
 * A name that a person gave, for a sentence: whatever its direction, it does not reorder the words around it. In markup
 * this is a `bdi`. Between U+2068 and U+2069 (Unicode, UAX 9, isolates).
 */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}
