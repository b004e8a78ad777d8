import { maxNameLength } from '../limits.ts';

/**
 * A name for somebody of whom only the address is known: what stands before its @, as far as a name may go in the form
 * that is kept, and no half of a character at its end.
 */
export function usernameFrom(email: string): string {
  return email
    .slice(0, email.lastIndexOf('@'))
    .normalize('NFC')
    .slice(0, maxNameLength)
    .replace(/[\ud800-\udbff]$/, '');
}
