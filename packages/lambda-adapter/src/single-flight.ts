import { setTimeout as pause } from 'node:timers/promises';
import type { SpillObjects } from './spill-objects.ts';

/** An object that several requests may want to make at the same time. */
export interface OneObject {
  readonly key: string;
  /** The moment when Lambda stops this process, in epoch milliseconds. */
  readonly cutOffAt: number;
  readonly signal: AbortSignal;
  readonly make: () => Promise<void>;
}

/** Makes an object, or waits for its current maker, so that it exists afterwards. */
export type SingleFlight = (one: OneObject) => Promise<void>;

/** The largest difference between two machines' clocks. A claim must outlast its owner. */
const clockSkewMs = 5000;
const firstLookMs = 150;
const lastLookMs = 2000;

/**
 * Creates a function that lets each object have one maker at a time. Within this process a list of running makers
 * ensures it, among processes a claim in the bucket. The others look again until the object exists; when its maker
 * fails, one of them makes it.
 */
export function createSingleFlight(objects: SpillObjects): SingleFlight {
  const making = new Map<string, Promise<boolean>>();
  return async function once(one) {
    for (let other = making.get(one.key); other; other = making.get(one.key)) {
      if (await unlessAborted(one.signal, other)) return;
    }
    const made = makeOrFind(objects, one);
    const succeeds = made.then(
      () => true,
      () => false,
    );
    making.set(one.key, succeeds);
    await made.finally(() => making.delete(one.key));
  };
}

async function makeOrFind(objects: SpillObjects, one: OneObject): Promise<void> {
  const { key, signal, cutOffAt } = one;
  for (let waitMs = firstLookMs; ; waitMs = Math.min(waitMs * 1.5, lastLookMs)) {
    if (await objects.isThere(key, signal)) return;
    const release = await objects.claim(key, new Date(cutOffAt + clockSkewMs), signal);
    if (release) return makeClaimed(objects, one, release);
    await pause(waitMs * (0.5 + Math.random()), undefined, { signal });
  }
}

async function makeClaimed(objects: SpillObjects, one: OneObject, release: () => Promise<void>): Promise<void> {
  try {
    // Its last maker may have finished between the look and the claim.
    if (!(await objects.isThere(one.key, one.signal))) await one.make();
  } finally {
    await release();
  }
}

/** Resolves like a promise, unless the signal is aborted first. */
function unlessAborted<T>(signal: AbortSignal, coming: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    coming.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
