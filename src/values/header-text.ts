/**
 * True when every client encodes a header's value as the same bytes. Beyond ASCII some write it as Latin-1 and some as
 * UTF-8, and no signed header of S3 can hold it.
 *
 * @see RFC 9110, section 5.5 (obs-text)
 */
export function isAscii(value: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(value);
}

/** The characters of a token, as inside a character class of a pattern (RFC 9110, section 5.6.2). */
export const tokenCharacters = "!#$%&'*+\\-.^_`|~\\dA-Za-z";
