import { expect, test } from 'vitest';
import { withGrace } from '../../src/storage/spill-made.ts';

test('a call that makes something has another second to say what has come of it', async () => {
  const giveUp = new AbortController();
  const signal = withGrace(giveUp.signal);
  giveUp.abort(new Error('time is up'));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(signal.aborted).toBe(false);
  await expect.poll(() => signal.aborted, { timeout: 1500 }).toBe(true);
  expect(signal.reason).toEqual(new Error('time is up'));
});

test('a call that would only begin when time is up has none', () => {
  expect(withGrace(AbortSignal.abort()).aborted).toBe(true);
});
