import { message } from '../../messages/message.ts';
import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import { makePasswordLink, type PasswordLink } from '../passwords/password-link.ts';
import { comparableEmail, isEmail } from './email.ts';
import { handOver } from './hand-over.ts';
import { createUser } from './user.ts';
import { usernameFrom } from './username.ts';

/**
 * Makes the user with an address an admin, and returns a link to choose their password. Another person may have signed
 * up with that address before, without having to prove it: everything that opened the account before ends. The address
 * becomes the one that the operator wrote: with one that only looks like it, the owner of that mailbox could come by
 * single sign-on, and would be an admin.
 */
export async function makeAdmin(ports: Ports, email: string): Promise<PasswordLink | Problem> {
  const { users } = ports.records;
  if (!isEmail(email)) return new Problem('invalid', message('email-given-invalid', { given: email }));
  const existing = await users.findByEmail(comparableEmail(email));
  if (existing) {
    const handedOver = await handOver(ports, existing, { email, role: 'admin', isActive: true });
    return handedOver ? makePasswordLink(ports, existing.id) : changedMeanwhile();
  }
  const made = await createUser(ports, { email, username: usernameFrom(email), role: 'admin', isVouchedFor: true });
  return made ? makePasswordLink(ports, made.id) : changedMeanwhile();
}

function changedMeanwhile(): Problem {
  return new Problem('conflict', 'account-changed');
}
