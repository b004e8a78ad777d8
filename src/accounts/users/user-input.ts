import * as z from 'zod';
import { message } from '../../messages/message.ts';
import { says } from '../../problems/validation.ts';
import { maxNameLength, passwordLength } from '../limits.ts';
import { isShortEnough } from '../passwords/password-length.ts';
import { isEmail } from './email.ts';

/** An email address as a user types it; see `isEmail`. */
export const emailInput = z.string(says('email-expected')).trim().refine(isEmail, says('email-invalid'));

const tooLongName = says(message('text-too-long', { max: maxNameLength }));

/**
 * A displayed name without invisible characters. With them, two names could look the same, or reverse the text around
 * them.
 */
export const usernameInput = z
  .string(says('name-expected'))
  .trim()
  .min(1, says('value-missing'))
  .max(maxNameLength, tooLongName)
  .refine((name) => name.isWellFormed() && !/\p{C}|\p{Zl}|\p{Zp}/u.test(name), says('text-not-printable'))
  .transform((name) => name.normalize('NFC'))
  // Normalisation turns some characters into three.
  .refine((name) => name.length <= maxNameLength, tooLongName);

/**
 * A new password: long enough. Rules about digits and signs make passwords worse (NIST SP 800-63B, 5.1.1.2);
 * `findGuessable` refuses those that are easily guessed.
 */
export const passwordInput = z
  .string(says('password-expected'))
  .refine(isShortEnough, { error: says(message('text-too-long', { max: passwordLength.max })), abort: true })
  .refine((text) => text.isWellFormed(), says('password-not-typeable'))
  .refine(
    (text) => [...text].length >= passwordLength.min,
    says(message('text-too-short', { min: passwordLength.min })),
  );

/**
 * A password to compare with a stored one. The rules may have changed since the user chose it, so only the greatest
 * length is checked.
 */
export const givenPasswordInput = z.string(says('password-expected')).refine(isShortEnough, says('password-too-long'));
