import type { Ports } from '../../ports.ts';
import { type Attempt, countAttempt, countNetworkAttempt, type RateLimit } from '../../rate-limit/rate-limit.ts';
import { minuteSeconds } from '../../values/duration.ts';
import { comparableEmail } from '../users/email.ts';

/**
 * The limits for failed sign-ins in one window. They are enough for a forgetful person and an office behind one
 * address, and too few for guessing (OWASP ASVS 5.0, 6.3.1).
 */
export const signInLimits = {
  windowSeconds: 15 * minuteSeconds,
  failuresPerAccount: 10,
  failuresPerAddress: 50,
} as const;

const { windowSeconds, failuresPerAccount, failuresPerAddress } = signInLimits;
const window = { windowSeconds, counted: 'sign-in' } as const;
const byAccount: RateLimit = { name: 'sign-in-account', max: failuresPerAccount, ...window };
const byAddress: RateLimit = { name: 'sign-in-address', max: failuresPerAddress, ...window };

/** Counts an attempt to sign in, for unknown addresses too, and undoes it after a success. */
export async function countSignIn(ports: Ports, email: string, address?: string): Promise<Attempt> {
  const attempts = await Promise.all([
    countPasswordAttempt(ports, email),
    countNetworkAttempt(ports, byAddress, address),
  ]);
  const isFirstBeyond = attempts.some((attempt) => attempt.isFirstBeyond);
  // For the statistics, which can do without it.
  if (isFirstBeyond) await ports.records.counts.countSignInLimit(ports.clock().toISOString()).catch(() => undefined);
  return {
    problem: attempts.find((attempt) => attempt.problem)?.problem,
    isFirstBeyond,
    undo: async () => {
      await Promise.all(attempts.map((attempt) => attempt.undo()));
    },
  };
}

/** Counts an attempt to give the password of an account, on every page that requires it. */
export function countPasswordAttempt(ports: Ports, email: string): Promise<Attempt> {
  return countAttempt(ports, byAccount, comparableEmail(email));
}
