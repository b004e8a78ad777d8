import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sideBySide } from '../../src/values/side-by-side.ts';

test('sideBySide, any items, runs each once and never more at once than allowed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), async (items, atOnce) => {
      let [underWay, most] = [0, 0];
      const task = async (item: number) => {
        most = Math.max(most, ++underWay);
        for (let turn = item % 5; turn > 0; turn -= 1) await Promise.resolve();
        underWay -= 1;
        return item;
      };
      const results = await sideBySide(items, task, { atOnce });
      expect(results.toSorted()).toEqual(items.toSorted());
      expect(most).toBeLessThanOrEqual(atOnce);
    }),
  );
});

test('sideBySide, one task fails, aborts the others, waits for them and takes no further item', async () => {
  const taken: number[] = [];
  const ended: number[] = [];
  function* items() {
    for (let item = 1; item < 100; item += 1) {
      taken.push(item);
      yield item;
    }
  }
  const task = async (item: number, signal: AbortSignal) => {
    if (item === 2) throw new Error('the second');
    await delay(60_000, undefined, { signal }).catch(() => delay(5));
    ended.push(item);
  };
  await expect(sideBySide(items(), task, { atOnce: 3 })).rejects.toThrow('the second');
  expect(ended).toEqual(taken.filter((item) => item !== 2));
  expect(taken.length).toBeLessThanOrEqual(4);
});

test('sideBySide, an aborted signal, starts nothing', async () => {
  const signal = AbortSignal.abort(new Error('too late'));
  const task = () => Promise.reject(new Error('started'));
  await expect(sideBySide([1], task, { atOnce: 1, signal })).rejects.toThrow('too late');
});

test('sideBySide, items that fail to come, aborts the tasks under way', async () => {
  async function* items() {
    yield 1;
    throw new Error('no more');
  }
  let isAborted = false;
  const task = (_: number, signal: AbortSignal) =>
    delay(60_000, undefined, { signal }).catch(() => {
      isAborted = true;
    });
  await expect(sideBySide(items(), task, { atOnce: 4 })).rejects.toThrow('no more');
  expect(isAborted).toBe(true);
});
