import { expect, test } from 'vitest';
import { createSlots } from '../../../src/browser/transfer/slots.ts';

const { signal } = new AbortController();

test('slots, more work than slots, run at most that many, the lowest order first', async () => {
  const slots = createSlots(2);
  const done: string[] = [];
  let busy = 0;
  let mostBusy = 0;
  const work = (name: string, order: number) =>
    slots.use(order, signal, async () => {
      mostBusy = Math.max(mostBusy, ++busy);
      await new Promise((resolve) => setTimeout(resolve, 2));
      busy--;
      done.push(name);
    });
  await Promise.all([work('b1', 2), work('b2', 2), work('c', 3), work('b3', 2), work('a', 1)]);
  expect([mostBusy, done.slice(2)]).toEqual([2, ['a', 'b3', 'c']]);
});

test('slots, work that fails, frees its slot', async () => {
  const slots = createSlots(1);
  await expect(slots.use(0, signal, () => Promise.reject(new Error('no line')))).rejects.toThrow('no line');
  expect(await slots.use(0, signal, async () => 'next')).toBe('next');
});

test('slots, a wait that is aborted, does nothing and delays no other', async () => {
  const slots = createSlots(1);
  const givingUp = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = slots.use(0, signal, () => promise);
  const second = slots.use(0, givingUp.signal, async () => 'second');
  const third = slots.use(0, signal, async () => 'third');
  givingUp.abort(new Error('paused'));
  resolve();
  await first;
  await expect(second).rejects.toThrow('paused');
  expect(await third).toBe('third');
});
