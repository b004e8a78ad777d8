import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import type { UserRecord } from '../../records/user-records.ts';
import { findByAddress, verifyUser } from './authenticate.ts';
import { countSignIn } from './sign-in-limit.ts';

/**
 * Returns the user with this address and password; the caller begins a session for them. An unknown address, a wrong
 * password and an inactive user give the same problem. Every attempt is counted before it is made, by account and by
 * the network of `address`; a successful one is taken back.
 */
export async function signIn(
  ports: Ports,
  { email, password }: { readonly email: string; readonly password: string },
  address?: string,
): Promise<UserRecord | Problem> {
  // The user is looked up meanwhile; the password is tried only after the attempt has counted.
  const [attempt, candidate] = await Promise.all([countSignIn(ports, email, address), findByAddress(ports, email)]);
  if (attempt.problem) return attempt.problem;
  const user = await verifyUser(ports, candidate, password);
  if (!user) return new Problem('not-signed-in', 'credentials-wrong');
  await attempt.undo();
  return user;
}
