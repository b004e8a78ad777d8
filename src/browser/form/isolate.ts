/**
 * Isolates a name in a sentence, so that a right-to-left name does not reorder the words around it. In markup this is a
 * `bdi`. Between U+2068 and U+2069 (Unicode, UAX 9, isolates).
 */
export function isolate(name: string): string {
  return `\u2068${name}\u2069`;
}
