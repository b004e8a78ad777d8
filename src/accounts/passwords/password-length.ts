import { passwordLength } from '../limits.ts';

/**
 * Whether a text is no longer than a password can be. Asked before anything else is done with it: what comes next takes
 * time in the square of the length, and a request may hold a mebibyte of it.
 */
export function isShortEnough(text: string): boolean {
  // No character takes more than two units, so that of a longer text nobody has to count them.
  return text.length <= 2 * passwordLength.max && [...text].length <= passwordLength.max;
}
