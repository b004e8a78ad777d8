import { message } from '../../messages/message.ts';
import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import { invalidValues } from '../../problems/validation.ts';
import { countNetworkAttempt, type RateLimit } from '../../rate-limit/rate-limit.ts';
import { hourSeconds } from '../../values/duration.ts';
import { findGuessable } from '../passwords/guessable-password.ts';
import { emailTaken } from './change-user.ts';
import { comparableEmail } from './email.ts';
import { formerOwner, isUnopened } from './hand-over.ts';
import { createUser, type User } from './user.ts';

/**
 * The limit for new users from one network. It is enough for a class that signs up together, and too small to fill the
 * table or to find out who has an account.
 */
export const registrationLimit: RateLimit = {
  name: 'registration',
  max: 30,
  windowSeconds: hourSeconds,
  counted: 'registration',
};

/** The fields of a new account. */
export interface Registration {
  readonly email: string;
  readonly username: string;
  /** Absent for an account that an admin's link, or the sign-in provider, opens. */
  readonly password?: string | undefined;
  readonly isActive?: boolean | undefined;
}

/**
 * The maker of an account. It is an admin in person, a program with an admin's token, or a visitor from a network
 * `address`.
 */
export type Registrar = 'an admin' | "an admin's token" | { readonly address: string | undefined };

/** Makes a user for a visitor who signs up, or for an admin; only visitors are counted. */
export async function register(ports: Ports, registration: Registration, by: Registrar): Promise<User | Problem> {
  const problem = await checkRegistration(registration, by);
  if (problem) return problem;
  // Counting comes first, because hashing the password is expensive.
  const attempt = typeof by === 'object' ? await countNetworkAttempt(ports, registrationLimit, by.address) : undefined;
  if (attempt?.problem) return attempt.problem;
  const { password, isActive = true, ...person } = registration;
  const isVouchedFor = by === 'an admin';
  const holder = await ports.records.users.findByEmail(comparableEmail(person.email));
  // An account that was never opened gives way to one with a password, or with an admin's word.
  const isFree = holder && isUnopened(holder) && (password !== undefined || isVouchedFor);
  const newUser = {
    ...person,
    ...(password !== undefined && { password }),
    role: 'user',
    isActive,
    isVouchedFor,
  } as const;
  const user = await createUser(ports, newUser, { from: isFree ? formerOwner(holder) : undefined });
  return user ?? (typeof by === 'object' ? emailTakenForVisitor() : emailTaken());
}

/**
 * Returns the problem with a registration. An inactive account keeps its address from the person, and a password opens
 * an account: no token may do either.
 */
async function checkRegistration(
  { isActive = true, password, ...person }: Registration,
  by: Registrar,
): Promise<Problem | undefined> {
  if (!isActive && by !== 'an admin')
    return invalidValues([{ field: 'is_active', message: message('inactive-by-admin-only') }]);
  if (password === undefined) return undefined;
  if (by === "an admin's token") return new Problem('not-allowed', 'password-by-token');
  return findGuessable(password, person);
}

/** The problem of a visitor whose address is taken; they may have signed up before. */
function emailTakenForVisitor(): Problem {
  return new Problem('conflict', 'email-registered', {
    errors: [{ field: 'email', message: message('email-registered-field') }],
  });
}
