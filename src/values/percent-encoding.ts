/**
 * Percent-encodes as `encodeURIComponent` does, and also the given signs, of those that it leaves: `!'()*`.
 *
 * @param signs a pattern with the flag `g` that matches ASCII characters
 */
export function percentEncode(text: string, signs: RegExp): string {
  return encodeURIComponent(text).replace(
    signs,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
