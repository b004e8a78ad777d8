import type { Ports } from '../../ports.ts';
import type { Problem } from '../../problems/problem.ts';
import { countAttempt, countNetworkAttempt, type RateLimit } from '../../rate-limit/rate-limit.ts';
import { registrationLimit } from './register.ts';

/**
 * Counts a user's request for another email address, by account and by network. Returns the problem when there were too
 * many. The limit exists because the response reveals if an account has that address, as the response to a registration
 * does.
 */
export async function countAddressChange(
  ports: Ports,
  userId: string,
  networkAddress: string | undefined,
): Promise<Problem | undefined> {
  const { max, windowSeconds } = registrationLimit;
  const limitOf = (name: 'address-change-account' | 'address-change-network'): RateLimit => ({
    name,
    max,
    windowSeconds,
    counted: name,
  });
  const attempts = await Promise.all([
    countAttempt(ports, limitOf('address-change-account'), userId),
    countNetworkAttempt(ports, limitOf('address-change-network'), networkAddress),
  ]);
  return attempts.find(({ problem }) => problem)?.problem;
}
