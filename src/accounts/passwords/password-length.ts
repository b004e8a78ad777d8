import { passwordLength } from '../limits.ts';

/**
 * True when a text is at most as long as a password can be. Check this first: the later steps take time in the square
 * of the length, and a request may hold a mebibyte of it.
 */
export function isShortEnough(text: string): boolean {
  // A character takes at most two units, so the first comparison spares counting the characters of a longer text.
  return text.length <= 2 * passwordLength.max && [...text].length <= passwordLength.max;
}
