import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSlots } from '../../../src/browser/transfer/slots.ts';

const { signal } = new AbortController();
const unlimited = () => Number.POSITIVE_INFINITY;
const small = { fileSize: 1, bytes: 1, signal };

test('slots, more work than slots, run at most that many, the smallest file first', async () => {
  const slots = createSlots(2, unlimited);
  const done: string[] = [];
  let busy = 0;
  let mostBusy = 0;
  const work = (name: string, fileSize: number) =>
    slots.use({ fileSize, bytes: fileSize, signal }, async () => {
      mostBusy = Math.max(mostBusy, ++busy);
      await new Promise((resolve) => setTimeout(resolve, 2));
      busy--;
      done.push(name);
    });
  await Promise.all([work('b1', 2), work('b2', 2), work('c', 3), work('b3', 2), work('a', 1)]);
  expect([mostBusy, done.slice(2)]).toEqual([2, ['a', 'b3', 'c']]);
});

test('slots, any requests, have no more bytes on their way than allowed, but for a single request', async () => {
  const requests = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(requests, fc.integer({ min: 1, max: 30 }), async (sizes, allowance) => {
      const slots = createSlots(4, () => allowance);
      const open: number[] = [];
      const send = (bytes: number) =>
        slots.use({ fileSize: bytes, bytes, signal }, async () => {
          open.push(bytes);
          const onTheWay = open.reduce((sum, size) => sum + size, 0);
          expect(open.length === 1 || (open.length <= 4 && onTheWay <= allowance)).toBe(true);
          for (let ticks = bytes; ticks > 0; ticks--) await Promise.resolve();
          open.splice(open.indexOf(bytes), 1);
        });
      await Promise.all(sizes.map(send));
      expect(open).toEqual([]);
    }),
  );
});

test('slots, an allowance that grows, admit more with the next request that ends', async () => {
  let allowance = 0;
  const slots = createSlots(4, () => allowance);
  const first = Promise.withResolvers<void>();
  let entered = 0;
  const all = [first.promise, undefined, undefined].map((until) =>
    slots.use({ fileSize: 9, bytes: 9, signal }, async () => {
      entered++;
      await until;
      return entered;
    }),
  );
  await Promise.resolve();
  expect(entered).toBe(1);
  allowance = 18;
  first.resolve();
  expect(await Promise.all(all)).toEqual([1, 3, 3]);
});

test('slots, work that fails, frees its slot', async () => {
  const slots = createSlots(1, unlimited);
  await expect(slots.use(small, () => Promise.reject(new Error('no line')))).rejects.toThrow('no line');
  expect(await slots.use(small, async () => 'next')).toBe('next');
});

test('slots, a wait that is aborted, ends at once, does nothing and delays no other', async () => {
  const slots = createSlots(1, unlimited);
  const givingUp = new AbortController();
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = slots.use(small, () => promise);
  const second = slots.use({ ...small, signal: givingUp.signal }, async () => 'second');
  const third = slots.use(small, async () => 'third');
  givingUp.abort(new Error('paused'));
  await expect(second).rejects.toThrow('paused');
  resolve();
  await first;
  expect(await third).toBe('third');
});
