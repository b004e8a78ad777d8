import { expect, test } from 'vitest';
import type { Connection } from '../../../src/browser/transfer/connection.ts';
import type { RequestOutcome } from '../../../src/browser/transfer/retry-delay.ts';
import { maxFailures, retryUntilFinal } from '../../../src/browser/transfer/retry-until-final.ts';

const { signal } = new AbortController();

/** Repeats attempts that end like this, one after the other, and says how many were made. */
async function repeat(attempts: RequestOutcome[], isOnline = () => true) {
  const waits: number[] = [];
  const connection: Connection = { isOnline, wait: async (ms) => void waits.push(ms) };
  const all = attempts.length;
  const answer = await retryUntilFinal(
    async () => attempts.shift() ?? { status: 200, retryAfterMs: 0 },
    connection,
    signal,
  );
  return { status: answer.status, made: waits.length + 1, left: attempts.length, all, waits };
}

function ending(status: number, retryAfterMs = 0): RequestOutcome {
  return { status, retryAfterMs };
}

test('persist, a passing failure, tries again until it passes', async () => {
  expect(await repeat([ending(503), ending(0), ending(429)])).toMatchObject({ status: 200, made: 4 });
});

test('persist, a lasting failure, gives it back at once', async () => {
  expect(await repeat([ending(403), ending(200)])).toMatchObject({ status: 403, made: 1 });
});

test('patience ends', async () => {
  expect(await repeat(Array(20).fill(ending(503)))).toMatchObject({ status: 503, made: maxFailures });
});

test('persist, offline, does not count', async () => {
  let checks = 0;
  expect(await repeat(Array(20).fill(ending(0)), () => ++checks > 20)).toMatchObject({ status: 200, made: 21 });
});

test('persist, a response although the browser is “offline”, counts', async () => {
  const answers = Array(20).fill(ending(503));
  expect(await repeat(answers, () => false)).toMatchObject({ status: 503, made: maxFailures });
});

test('persist, Retry-After, waits for a short one and gives a long one back', async () => {
  const { waits } = await repeat([ending(429, 60_000)]);
  expect(waits[0]).toBeGreaterThanOrEqual(60_000);
  expect(await repeat([ending(429, 3_600_000)])).toMatchObject({ status: 429, made: 1 });
});
