import { verifyPassword } from '../accounts/passwords/password.ts';
import { message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import type { Problem } from '../problems/problem.ts';
import { invalidValues } from '../problems/validation.ts';
import { countAttempt, networkOf, type RateLimit } from '../rate-limit/rate-limit.ts';
import type { ShareRecord } from '../records/share-record.ts';
import { minuteSeconds } from '../values/duration.ts';

/**
 * The limits for wrong passwords of a link in one window. A network that guesses locks out itself, and many networks
 * together still cannot guess.
 */
export const sharePasswordLimits = { windowSeconds: 15 * minuteSeconds, perNetwork: 10, perLink: 100 } as const;

const window = { windowSeconds: sharePasswordLimits.windowSeconds, counted: 'share-password' } as const;
const byNetwork: RateLimit = { name: 'share-network', max: sharePasswordLimits.perNetwork, ...window };
const byLink: RateLimit = { name: 'share-link', max: sharePasswordLimits.perLink, ...window };

/**
 * Returns the problem of a wrong password, or of one too many from this network or for this link. A right one does not
 * count, nor does one that was refused unread. Requests from an unknown address count for the link only.
 */
export async function checkSharePassword(
  ports: Ports,
  { id, passwordHash }: Pick<ShareRecord, 'id' | 'passwordHash'>,
  password: string | undefined,
  address: string | undefined,
): Promise<Problem | undefined> {
  if (passwordHash === undefined) return undefined;
  if (password === undefined || password === '') return invalidPassword('share-password-missing');
  // The network first: a flood from one must not reach the count of the link.
  const ofNetwork = address ? await countAttempt(ports, byNetwork, `${id} ${networkOf(address)}`) : undefined;
  const ofLink = ofNetwork?.problem ? undefined : await countAttempt(ports, byLink, id);
  const problem = ofNetwork?.problem ?? ofLink?.problem;
  const isWrong = problem === undefined && !(await verifyPassword(password, passwordHash));
  // One that was not compared does not count: else people who type the right password at the same moment could lock
  // out themselves.
  if (!isWrong) await Promise.all([ofNetwork?.undo(), ofLink?.undo()]);
  return isWrong ? invalidPassword('share-password-wrong') : problem;
}

function invalidPassword(code: 'share-password-missing' | 'share-password-wrong'): Problem {
  return invalidValues([{ field: 'password', message: message(code) }]);
}
