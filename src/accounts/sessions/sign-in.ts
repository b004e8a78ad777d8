import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import type { UserRecord } from '../../records/user-records.ts';
import { authenticate } from './authenticate.ts';
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
  const attempt = await countSignIn(ports, email, address);
  if (attempt.problem) return attempt.problem;
  const user = await authenticate(ports, email, password);
  if (!user) return new Problem('not-signed-in', 'credentials-wrong');
  await attempt.undo();
  return user;
}
