/**
 * Percent-encodes a text in UTF-8, all but letters, digits and `-._~`, which are RFC 3986's unreserved characters.
 *
 * @param kept further characters that stay as they are; any of `!'()*`
 */
export function percentEncode(text: string, kept = ''): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) =>
    kept.includes(character) ? character : `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
