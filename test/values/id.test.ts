import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isId, newId, readId } from '../../src/values/id.ts';

describe('newId', () => {
  it('newId, each id, has 18 random bytes in characters of a path and begins with no hyphen', () => {
    const ids = Array.from({ length: 1000 }, newId);
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_][A-Za-z0-9_-]{23}$/);
    expect(Buffer.from(newId(), 'base64url')).toHaveLength(18);
  });
});

describe('isId', () => {
  it('isId, every id of newId, true', () => {
    for (let count = 0; count < 100; count++) expect(isId(newId())).toBe(true);
  });

  it.each([
    '',
    'short12',
    'a'.repeat(65),
    'abcdefgh/',
    'abcdefg\0',
    '../../etc',
    'abcdefgh\n',
    'äbcdefgh',
    'abc defgh',
    'abcdefgh%00',
  ])('isId, %j, false (attack 65)', (text) => {
    expect(isId(text)).toBe(false);
  });

  it('isId, any text with characters to encode in a path, false', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !isId(text) || encodeURIComponent(text) === text));
  });
});

describe('readId', () => {
  it('readId, an id gives that id, other values none', () => {
    const id = newId();
    expect(readId(id)).toBe(id);
    for (const text of [undefined, null, '', 'договор', `${id}\r\n`]) expect(readId(text)).toBeUndefined();
  });
});
