import { maxNameLength } from '../limits.ts';

/**
 * Returns a name for a user with a known address only. The name is the part before the @, cut to the greatest length in
 * its stored form, without half a character at its end.
 */
export function usernameFrom(email: string): string {
  return email
    .slice(0, email.lastIndexOf('@'))
    .normalize('NFC')
    .slice(0, maxNameLength)
    .replace(/[\ud800-\udbff]$/, '');
}
