import type { Outside } from '../outside.ts';
import { Refusal } from '../refusal.ts';
import { comparableEmail, isEmail } from './email.ts';
import { makePasswordLink, type PasswordLink } from './password-link.ts';
import { createUser } from './user.ts';
import { usernameFrom } from './username.ts';

/**
 * Makes somebody an admin on the word of whoever runs the deployment, and a link with which they choose their password.
 * Somebody may have signed up with that address before, without having to prove it: whatever opened the account until
 * now opens it no longer.
 */
export async function makeAdmin(outside: Outside, email: string): Promise<PasswordLink | Refusal> {
  const { users } = outside.records;
  if (!isEmail(email)) return new Refusal('invalid', `"${email}" is not an email address.`);
  const existing = await users.findByEmail(comparableEmail(email));
  if (existing) {
    const ends = { unset: ['passwordHash'], add: { sessionEpoch: 1, tokenEpoch: 1 } } as const;
    await users.change(existing.id, { role: 'admin', isActive: true }, ends);
    return makePasswordLink(outside, existing.id);
  }
  const made = await createUser(outside, { email, username: usernameFrom(email), role: 'admin' });
  return made
    ? makePasswordLink(outside, made.id)
    : new Refusal('conflict', 'The address was taken just now. Try again.');
}
