import { createHash } from 'node:crypto';
import type { Outside } from '../outside.ts';
import { Refusal } from '../refusal.ts';
import { comparableEmail } from './email.ts';

/** Failed sign-ins in a window: enough for a forgetful person, too few for guessing (OWASP ASVS 5.0, 6.3.1). */
export const signInLimits = { windowSeconds: 900, failuresPerAccount: 10, failuresPerAddress: 50 } as const;

/** Refuses further attempts on an account or from an address after too many failures, known account or not. */
export async function checkSignInLimit(
  outside: Outside,
  email: string,
  address = 'unknown',
): Promise<Refusal | undefined> {
  const { windowStart, endsInSeconds } = currentWindow(outside);
  const [byAccount, byAddress] = await Promise.all([
    outside.records.rates.read('sign-in-account', accountName(email), windowStart),
    outside.records.rates.read('sign-in-address', address, windowStart),
  ]);
  if (byAccount < signInLimits.failuresPerAccount && byAddress < signInLimits.failuresPerAddress) return undefined;
  const minutes = Math.ceil(endsInSeconds / 60);
  const detail = `Too many failed attempts. Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`;
  return new Refusal('limit-reached', detail, { retryAfterSeconds: endsInSeconds });
}

export async function countSignInFailure(outside: Outside, email: string, address = 'unknown'): Promise<void> {
  const { windowStart } = currentWindow(outside);
  await Promise.all([
    outside.records.rates.count('sign-in-account', accountName(email), windowStart, signInLimits.windowSeconds),
    outside.records.rates.count('sign-in-address', address, windowStart, signInLimits.windowSeconds),
  ]);
}

function currentWindow({ clock }: Outside): { windowStart: number; endsInSeconds: number } {
  const now = Math.floor(clock().getTime() / 1000);
  const windowStart = now - (now % signInLimits.windowSeconds);
  return { windowStart, endsInSeconds: windowStart + signInLimits.windowSeconds - now };
}

/** Hashed, because people type passwords into the wrong field, and because an address may be longer than a key. */
function accountName(email: string): string {
  return createHash('sha256').update(comparableEmail(email)).digest('base64url');
}
