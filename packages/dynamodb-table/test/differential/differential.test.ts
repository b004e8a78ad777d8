import { describe, expect, it } from 'vitest';
import { compareWithDynoxide } from './compare-with-dynoxide.ts';
import { findDynoxide } from './start-dynoxide.ts';

const program = findDynoxide();

describe('the table beside dynoxide', () => {
  it.skipIf(program === undefined)(
    '400 random requests (skipped where dynoxide is not installed), have one answer or a decided difference',
    async () => {
      const { equal, carriedOut, unknown } = await compareWithDynoxide(program ?? '', 400, 11);
      expect(unknown).toEqual([]);
      expect(equal).toBeGreaterThan(200);
      expect(carriedOut).toBeGreaterThan(100);
    },
  );
});
