import { message, type PlainCode } from '../../messages/message.ts';
import type { Problem } from '../../problems/problem.ts';
import { invalidValues } from '../../problems/validation.ts';

/** The person who chooses a password. */
interface Person {
  readonly email: string;
  readonly username: string;
}

/** Returns the problem of a new password that is easily guessed: the person's own name, or a common one. */
export async function findGuessable(password: string, person: Person): Promise<Problem | undefined> {
  if (isOwnName(password, person)) return invalidPassword('password-is-own-name');
  // Imported with the first password that is chosen, so that a cold start does not wait for its words.
  const { isKnownPassword } = await import('./known-passwords.ts');
  return isKnownPassword(password) ? invalidPassword('password-known') : undefined;
}

/**
 * True when a password is the address, its part before the @, or the name. A person who knows the user would try these
 * first.
 */
function isOwnName(password: string, { email, username }: Person): boolean {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, '');
  const given = plain(password);
  return [email, email.split('@')[0] ?? '', username].some((own) => plain(own) === given);
}

function invalidPassword(code: PlainCode): Problem {
  return invalidValues([{ field: 'password', message: message(code) }]);
}
