import { describe, expect, it } from 'vitest';
import { newFileKey } from '../../src/files/object-key.ts';

describe('newFileKey', () => {
  it('newFileKey, each key, is random in characters that stay unchanged in a URL (attack 6)', () => {
    const keys = Array.from({ length: 500 }, newFileKey);
    expect(new Set(keys).size).toBe(500);
    for (const key of keys) expect(key).toMatch(/^files\/[A-Za-z0-9_-]{24}$/);
  });
});
