import type { Ports } from '../../ports.ts';
import type { Problem } from '../../problems/problem.ts';
import { countAttempt, countNetworkAttempt, type RateLimit } from '../../rate-limit/rate-limit.ts';
import { registrationLimit } from './register.ts';

/**
 * Counts that a user asks for another address of their own, by account and by network; returns the problem of one too
 * many. Like a registration it tells whether somebody has an account with that address.
 */
export async function countAddressChange(
  ports: Ports,
  userId: string,
  networkAddress: string | undefined,
): Promise<Problem | undefined> {
  const { max, windowSeconds } = registrationLimit;
  const limitOf = (what: string, whose: string): RateLimit => ({
    what,
    max,
    windowSeconds,
    attempts: `new addresses ${whose}`,
  });
  const attempts = await Promise.all([
    countAttempt(ports, limitOf('address-change-account', 'for your account'), userId),
    countNetworkAttempt(ports, limitOf('address-change-network', 'from your network'), networkAddress),
  ]);
  return attempts.find(({ problem }) => problem)?.problem;
}
