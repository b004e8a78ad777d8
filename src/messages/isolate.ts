/**
 * Sets a name or a value apart, so that its direction and the sentence's leave each other alone: `.pdf` within Arabic
 * keeps its dot in front. See https://www.unicode.org/reports/tr9/#Explicit_Directional_Isolates.
 */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`;
}
