import type { Ports } from '../ports.ts';
import { type Problem, tooManyAttempts } from '../problems/problem.ts';
import { hashOf } from '../values/hash.ts';

/** So many attempts in a window of time. */
export interface RateLimit {
  /** What is counted: part of a key, never changes. */
  readonly what: string;
  readonly max: number;
  readonly windowSeconds: number;
  /** What there was too much of, for the person: "Too many … ." */
  readonly attempts: string;
}

/** One more attempt at something by somebody; `undo` when it turned out to be none. */
export interface Attempt {
  readonly problem: Problem | undefined;
  undo(): Promise<void>;
}

/**
 * Counts an attempt before it is made, so that a thousand at the same moment are a thousand. Whoever it is counted
 * for is hashed: people type passwords into the wrong field.
 */
export async function countAttempt(ports: Ports, limit: RateLimit, who: string): Promise<Attempt> {
  // An attempt is taken back from the window that it was counted in.
  const now = ports.clock();
  const count = (by: number) => ports.records.rates.count(limit.what, hashOf(who), limit.windowSeconds, now, by);
  const { attempts, endsInSeconds } = await count(1);
  return {
    problem: attempts > limit.max ? tooManyAttempts(limit.attempts, endsInSeconds) : undefined,
    undo: async () => {
      await count(-1);
    },
  };
}

/**
 * Counts an attempt for the client's network. Where its address is not known, nothing is counted: one count for everybody
 * behind a proxy would let each of them lock out all others.
 */
export async function countNetworkAttempt(
  ports: Ports,
  limit: RateLimit,
  address: string | undefined,
): Promise<Attempt> {
  if (address === undefined) return { problem: undefined, undo: async () => undefined };
  return countAttempt(ports, limit, networkOf(address));
}

/** The network that an address stands for: a household or a server has a whole /64 of IPv6 to itself. */
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
