/**
 * Isolates a name or a value in a sentence, so that the direction of neither reorders the other. A right-to-left name
 * leaves the words around it in place, and `.pdf` within Arabic keeps its dot in front. In markup this is a `bdi`.
 * Between U+2068 and U+2069 (Unicode, UAX 9, isolates).
 */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
