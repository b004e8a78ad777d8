import * as z from 'zod';
import { maxNameLength, passwordLength } from '../limits.ts';
import { isKnownPassword } from '../passwords/known-passwords.ts';
import { isShortEnough } from '../passwords/password-length.ts';
import { isEmail } from './email.ts';

/** An email address as a user types it; see `isEmail`. */
export const emailInput = z
  .string('This must be an email address.')
  .trim()
  .refine(isEmail, 'This is not an email address.');

const tooLongName = `This may have at most ${maxNameLength} characters.`;

/**
 * A displayed name without invisible characters. With them, two names could look the same, or reverse the text around
 * them.
 */
export const usernameInput = z
  .string('This must be a name.')
  .trim()
  .min(1, 'This must be filled in.')
  .max(maxNameLength, tooLongName)
  .refine(
    (name) => name.isWellFormed() && !/\p{C}|\p{Zl}|\p{Zp}/u.test(name),
    'This contains characters that cannot be shown.',
  )
  .transform((name) => name.normalize('NFC'))
  // Normalisation turns some characters into three.
  .refine((name) => name.length <= maxNameLength, tooLongName);

/**
 * A new password: long enough, and not a common one. Rules about digits and signs make passwords worse (NIST SP
 * 800-63B, 5.1.1.2).
 */
export const passwordInput = z
  .string('This must be a password.')
  .refine(isShortEnough, { error: `This may have at most ${passwordLength.max} characters.`, abort: true })
  .refine((text) => text.isWellFormed(), 'This contains characters that cannot be typed again.')
  .refine((text) => [...text].length >= passwordLength.min, `This must have at least ${passwordLength.min} characters.`)
  .refine(
    (text) => !isKnownPassword(text),
    'Too many people use this password. Choose another one, for example three words.',
  );

/**
 * A password to compare with a stored one. The rules may have changed since the user chose it, so only the greatest
 * length is checked.
 */
export const givenPasswordInput = z
  .string('This must be a password.')
  .refine(isShortEnough, 'This is longer than any password here.');

/**
 * True when a password is the address, its part before the @, or the name. A person who knows the user would try these
 * first.
 */
export function isOwnName(password: string, { email, username }: { email: string; username: string }): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  const given = plain(password);
  return [email, email.split('@')[0] ?? '', username].some((own) => plain(own) === given);
}

/** The message for a password that `isOwnName`. */
export const ownNameMessage = 'This is your name or address. Choose another password, for example three words.';
