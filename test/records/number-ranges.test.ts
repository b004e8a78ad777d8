import { describe, expect, it } from 'vitest';
import { createNumberRanges } from '../../src/records/number-ranges.ts';

/** A counter, as the table keeps one for each form. */
function counter() {
  const taken: number[] = [];
  let last = 0;
  const take = async (_name: string, count: number) => {
    taken.push(count);
    last += count;
    return last;
  };
  return { take, taken };
}

describe('createNumberRanges', () => {
  it('createNumberRanges, 250 numbers at the same moment, each once, for three calls', async () => {
    const { take, taken } = counter();
    const ranges = createNumberRanges(take);
    const numbers = await Promise.all(Array.from({ length: 250 }, () => ranges.next('busy')));
    expect(numbers.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 250 }, (_, at) => at + 1));
    expect(taken).toEqual([100, 100, 100]);
  });

  it('createNumberRanges, two processes, give no number twice', async () => {
    const { take } = counter();
    const processes = [createNumberRanges(take), createNumberRanges(take)];
    const numbers: number[] = [];
    for (let count = 0; count < 150; count++) for (const ranges of processes) numbers.push(await ranges.next('busy'));
    expect(new Set(numbers).size).toBe(300);
  });

  it('createNumberRanges, a call that fails, is made again for the next number', async () => {
    const { take } = counter();
    let isDown = true;
    const ranges = createNumberRanges((name, count) =>
      isDown ? Promise.reject(new Error('down')) : take(name, count),
    );
    const failed = await Promise.allSettled([ranges.next('busy'), ranges.next('busy')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    isDown = false;
    expect(await ranges.next('busy')).toBe(1);
  });

  it('createNumberRanges, two forms, count by themselves', async () => {
    const [one, other] = [counter(), counter()];
    const ranges = createNumberRanges((name, count) => (name === 'one' ? one : other).take(name, count));
    expect([await ranges.next('one'), await ranges.next('other'), await ranges.next('one')]).toEqual([1, 1, 2]);
  });
});
