import { describe, expect, it } from 'vitest';
import { newFileKey, uploadIdIn } from '../../src/files/object-key.ts';
import { newId } from '../../src/values/id.ts';

describe('newFileKey', () => {
  it('newFileKey, each key, is random in characters that stay unchanged in a URL (attack 6)', () => {
    const id = newId();
    const keys = Array.from({ length: 500 }, () => newFileKey(id));
    expect(new Set(keys).size).toBe(500);
    for (const key of keys) expect(key).toMatch(/^files\/[A-Za-z0-9_-]{24}\.[A-Za-z0-9_-]{24}$/);
  });

  it('uploadIdIn, a new key, finds the upload; other keys name none', () => {
    const id = newId();
    const key = newFileKey(id);
    expect(uploadIdIn(key)).toBe(id);
    const others = [`files/${id}`, `quarantine/${key}`, `${key}x`, `files/../${id}.${id}`, `posts/${id}.${id}`, ''];
    expect(others.map(uploadIdIn)).toEqual(others.map(() => undefined));
  });
});
