import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOnStep } from '../../src/forms/number-steps.ts';

const on: readonly (readonly [value: number, step: number, start: number])[] = [
  [0.3, 0.1, 0],
  [-0.3, 0.1, 0],
  [1.1, 0.1, 0],
  [19.99, 0.01, 0],
  [11, 5, 1],
  [-4, 5, 1],
  [0.35, 0.1, 0.05],
  [1e21, 1, 0],
  [1e-7, 1e-7, 0],
  [9e125, 1e120, 0],
  [0, 7, 0],
  [-0, 7, 0],
];
const between: readonly (readonly [value: number, step: number, start: number])[] = [
  [1.5, 1, 0],
  [10, 5, 1],
  [0.30000000000000004, 0.1, 0],
  [4_000_000_000_000_000.5, 1, 0],
  [1e-9, 1, 0],
  [Number.NaN, 1, 0],
  [Number.POSITIVE_INFINITY, 1, 0],
];

describe('isOnStep', () => {
  it.each(on)('isOnStep, %d in steps of %d from %d, true', (value, step, start) =>
    expect(isOnStep(value, step, start)).toBe(true),
  );
  it.each(between)('isOnStep, %d in steps of %d from %d, false', (...numbers) =>
    expect(isOnStep(...numbers)).toBe(false),
  );

  it('isOnStep, any number of steps in decimals true, beside it false', () => {
    const count = fc.integer({ min: -100_000, max: 100_000 });
    const digits = fc.integer({ min: 0, max: 8 });
    fc.assert(
      fc.property(count, fc.integer({ min: 2, max: 5000 }), count, digits, (steps, step, start, scale) => {
        const written = (units: number) => Number(`${units}e-${scale}`);
        const units = start + steps * step;
        expect(isOnStep(written(units), written(step), written(start))).toBe(true);
        expect(isOnStep(written(units + 1), written(step), written(start))).toBe(false);
      }),
    );
  });
});
