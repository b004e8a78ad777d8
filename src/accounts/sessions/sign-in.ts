import type { Ports } from '../../ports.ts';
import { Problem } from '../../problems/problem.ts';
import type { UserRecord } from '../../records/user-records.ts';
import { authenticate } from './authenticate.ts';
import { countSignIn } from './sign-in-limit.ts';

/**
 * Who has this address and password: for whom the caller begins a session. The same answer for an unknown address, a
 * wrong password and a user who is no longer active. Every attempt is counted before it is made, by account and by the
 * network `address`; what succeeds is taken back.
 */
export async function signIn(
  ports: Ports,
  { email, password }: { readonly email: string; readonly password: string },
  address?: string,
): Promise<UserRecord | Problem> {
  const attempt = await countSignIn(ports, email, address);
  if (attempt.problem) return attempt.problem;
  const user = await authenticate(ports, email, password);
  if (!user)
    return new Problem('not-signed-in', 'The email address or the password is not right. Check both and try again.');
  await attempt.undo();
  return user;
}
