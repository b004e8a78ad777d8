import { expect, it } from 'vitest';
import * as z from 'zod';
import { lazySchema } from '../../src/openapi/lazy-schema.ts';

it('lazySchema, its first use, makes it once, so that it has one name in the document', () => {
  let made = 0;
  const word = lazySchema(() => {
    made += 1;
    return z.string();
  });
  expect(made).toBe(0);
  expect(word()).toBe(word());
  expect(made).toBe(1);
});
