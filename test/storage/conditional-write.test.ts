import { expect, test } from 'vitest';
import { abortAfterGrace } from '../../src/storage/conditional-write.ts';
import { graceMs } from '../../src/storage/spill-times.ts';

test('abortAfterGrace, a conditional write under way, has some grace to end', async () => {
  const giveUp = new AbortController();
  const signal = abortAfterGrace(giveUp.signal);
  giveUp.abort(new Error('time is up'));
  await new Promise((resolve) => setTimeout(resolve, graceMs / 2));
  expect(signal.aborted).toBe(false);
  await expect.poll(() => signal.aborted, { timeout: graceMs * 1.5 }).toBe(true);
  expect(signal.reason).toEqual(new Error('time is up'));
});

test('abortAfterGrace, a call that would begin when time is up, has none', () => {
  expect(abortAfterGrace(AbortSignal.abort()).aborted).toBe(true);
});
