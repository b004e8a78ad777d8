import { describe, expect, it } from 'vitest';
import { allEnded } from '../../src/values/all-ended.ts';

describe('allEnded', () => {
  it('allEnded, promises that hold, returns their results in order', async () => {
    expect(await allEnded([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two']);
  });

  it('allEnded, one that fails at once, waits for the others and throws', async () => {
    const slow = Promise.withResolvers<string>();
    let hasThrown = false;
    const ended = allEnded([Promise.reject(new Error('down')), slow.promise]).catch((error: Error) => {
      hasThrown = true;
      return error.message;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(hasThrown).toBe(false);
    slow.resolve('done');
    expect(await ended).toBe('down');
  });
});
