import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxSinglePutBytes, planOf, planParts, sizeOfPart } from '../../src/uploads/part-plan.ts';
import { gibibytes, mebibytes } from '../../src/values/byte-size.ts';
import { maxObjectBytes, maxPartBytes, maxPartCount } from '../../src/values/s3-limits.ts';

describe('planParts', () => {
  it.each([
    [maxSinglePutBytes + 1, mebibytes(6), 2],
    [mebibytes(12), mebibytes(6), 2],
    [gibibytes(5), mebibytes(6), 854],
    [mebibytes(60_000), mebibytes(6), 10_000],
    [mebibytes(60_000) + 1, mebibytes(7), 8572],
    [5e12, mebibytes(477), 9997],
  ])('planParts, %d bytes, gives parts of %d, %d of them', (size, partSize, partCount) => {
    expect(planParts(size)).toEqual({ partSize, partCount });
  });

  it('planParts, any size, stays within S3’s limits and adds up (attack 34)', () => {
    fc.assert(
      fc.property(fc.integer({ min: maxSinglePutBytes + 1, max: maxObjectBytes }), (size) => {
        const plan = planParts(size);
        expect(plan.partCount).toBeLessThanOrEqual(maxPartCount);
        expect(plan.partSize).toBeGreaterThanOrEqual(mebibytes(5));
        expect(plan.partSize).toBeLessThanOrEqual(maxPartBytes);
        const last = sizeOfPart(plan, size, plan.partCount);
        expect(last).toBeGreaterThan(0);
        expect(last).toBeLessThanOrEqual(plan.partSize);
        expect(plan.partSize * (plan.partCount - 1) + last).toBe(size);
        expect(sizeOfPart(plan, size, 1)).toBe(plan.partSize);
      }),
    );
  });
});

describe('planOf', () => {
  it.each([
    ['its stored size of parts', { size: mebibytes(40), partSize: mebibytes(5) }, mebibytes(5), 8],
    ['no stored size, from before it was stored', { size: mebibytes(40) }, mebibytes(16), 3],
    ['no stored size, beyond 10,000 such parts', { size: 5e12 }, mebibytes(477), 9997],
  ])('planOf, an upload with %s, keeps the plan with which it began (attack 142)', (_, upload, partSize, partCount) => {
    expect(planOf(upload)).toEqual({ partSize, partCount });
  });
});
