import type { Attempts } from '../messages/en/accounts.ts';
import { message } from '../messages/message.ts';
import type { Ports } from '../ports.ts';
import { Problem } from '../problems/problem.ts';
import { hashOf } from '../values/hash.ts';

/** A number of attempts in a window of time. */
export interface RateLimit {
  /** The name of the limit. It is part of a key, so it never changes. */
  readonly name: string;
  readonly max: number;
  readonly windowSeconds: number;
  /** The name of the attempts in the message to the user. */
  readonly counted: Attempts;
}

/** A counted attempt; `undo` takes it back when it should not count. */
export interface Attempt {
  readonly problem: Problem | undefined;
  /** True for the attempt that is the first beyond the limit. */
  readonly isFirstBeyond: boolean;
  undo(): Promise<void>;
}

/**
 * Counts an attempt before it is made, so that a thousand at the same moment count as a thousand. The subject is
 * hashed, because people type passwords into the wrong field.
 */
export async function countAttempt(ports: Ports, limit: RateLimit, subject: string): Promise<Attempt> {
  // One time for both: `undo` takes an attempt back from the window in which it was counted.
  const now = ports.clock();
  const count = (by: number) => ports.records.rates.count(limit.name, hashOf(subject), limit.windowSeconds, now, by);
  const { attempts, endsInSeconds } = await count(1);
  return {
    problem: attempts > limit.max ? tooManyAttempts(limit.counted, endsInSeconds) : undefined,
    isFirstBeyond: attempts === limit.max + 1,
    undo: async () => {
      await count(-1);
    },
  };
}

/**
 * Counts an attempt for the network of the client. Without a known address it counts nothing: with one count for all
 * clients behind a proxy, each client could lock out all others.
 */
export async function countNetworkAttempt(
  ports: Ports,
  limit: RateLimit,
  address: string | undefined,
): Promise<Attempt> {
  if (address === undefined) return { problem: undefined, isFirstBeyond: false, undo: async () => undefined };
  return countAttempt(ports, limit, networkOf(address));
}

/** Returns the problem of a user or client with too many attempts: the limit holds until the seconds have passed. */
export function tooManyAttempts(counted: Attempts, retryAfterSeconds: number): Problem {
  const detail = message('too-many-attempts', { counted, seconds: retryAfterSeconds });
  return new Problem('limit-reached', detail, { retryAfterSeconds });
}

/** Returns the network of an address: a household or a server has a whole /64 of IPv6 to itself. */
export function networkOf(address = 'unknown'): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(?<four>\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.groups?.four;
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.toLowerCase().split('%')[0]?.split('::') ?? [];
  const groups = head === '' ? [] : head.split(':');
  const behind = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : new Array<string>(Math.max(0, 8 - groups.length - behind.length)).fill('0');
  const parts = [...groups, ...zeros, ...behind].slice(0, 4);
  return `${parts.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
