import { expect, test } from 'vitest';
import { abortAfterGrace } from '../../src/storage/conditional-write.ts';
import { graceMs } from '../../src/storage/spill-times.ts';

test('a call that makes something has some grace to say what has come of it', async () => {
  const giveUp = new AbortController();
  const signal = abortAfterGrace(giveUp.signal);
  giveUp.abort(new Error('time is up'));
  await new Promise((resolve) => setTimeout(resolve, graceMs / 2));
  expect(signal.aborted).toBe(false);
  await expect.poll(() => signal.aborted, { timeout: graceMs * 1.5 }).toBe(true);
  expect(signal.reason).toEqual(new Error('time is up'));
});

test('a call that would only begin when time is up has none', () => {
  expect(abortAfterGrace(AbortSignal.abort()).aborted).toBe(true);
});
