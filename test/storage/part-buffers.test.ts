import { describe, expect, it } from 'vitest';
import { PartBuffers } from '../../src/storage/part-buffers.ts';

describe('PartBuffers', () => {
  it('acquire, after one for which there was no memory, gives a buffer to the next and to one that waits (attack 210)', async () => {
    const buffers = new PartBuffers(1);
    const tooMuch = Number.MAX_SAFE_INTEGER;
    await expect(buffers.acquire(tooMuch)).rejects.toThrow(RangeError);
    const held = await buffers.acquire(10);
    const waiting = [buffers.acquire(tooMuch), buffers.acquire(20)] as const;
    const failed = expect(waiting[0]).rejects.toThrow(RangeError);
    buffers.release(held);
    await failed;
    expect((await waiting[1]).byteLength).toBe(20);
  });

  it('acquire, of more than there are, waits for a release and gets what was released', async () => {
    const buffers = new PartBuffers(1);
    const held = await buffers.acquire(10);
    let isGiven = false;
    const next = buffers.acquire(10).then((buffer) => {
      isGiven = true;
      return buffer;
    });
    await Promise.resolve();
    expect(isGiven).toBe(false);
    buffers.release(held);
    expect(await next).toBe(held);
  });
});
