import type { Outside } from '../outside.ts';
import { Refusal } from '../refusal.ts';
import { invalidPassword } from './change-password.ts';
import { emailOfAnother } from './change-user.ts';
import { countNetworkAttempt, type RateLimit } from './rate-limit.ts';
import { createUser, type User } from './user.ts';
import { isOwnName, ownNameMessage } from './user-input.ts';

/** New users from one network: enough for a class that signs up together, too few to fill the table. */
export const registrationLimit: RateLimit = {
  what: 'registration',
  max: 30,
  windowSeconds: 3600,
  attempts: 'new accounts from your network',
};

/** Somebody who is to have an account. */
export interface Registration {
  readonly email: string;
  readonly username: string;
  readonly password: string;
  readonly isActive?: boolean | undefined;
}

/** Makes a user of whoever signs up, or of whom an admin adds: those are not counted. `address` is the network's. */
export async function register(
  outside: Outside,
  { isActive = true, ...person }: Registration,
  by: 'an admin' | { readonly address: string | undefined },
): Promise<User | Refusal> {
  if (isOwnName(person.password, person)) return invalidPassword(ownNameMessage);
  // Counted before the password is hashed, which is what costs.
  const attempt = by === 'an admin' ? undefined : await countNetworkAttempt(outside, registrationLimit, by.address);
  if (attempt?.refusal) return attempt.refusal;
  const user = await createUser(outside, { ...person, role: 'user', isActive });
  return user ?? (by === 'an admin' ? emailOfAnother() : hasSignedUp());
}

/** Whoever signs up may be who has done so before. */
function hasSignedUp(): Refusal {
  const detail = 'Somebody has signed up with this email address already. Sign in, or take another address.';
  return new Refusal('conflict', detail, {
    errors: [{ field: 'email', message: 'Somebody has signed up with this address already.' }],
  });
}
