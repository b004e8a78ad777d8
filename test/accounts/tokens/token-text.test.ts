import { describe, expect, it } from 'vitest';
import { isTokenText, newTokenText } from '../../../src/accounts/tokens/token-text.ts';

describe('a token', () => {
  it('is one that we made, and no two are the same', () => {
    const tokens = Array.from({ length: 200 }, newTokenText);
    expect(tokens.every(isTokenText)).toBe(true);
    expect(new Set(tokens).size).toBe(200);
  });

  it('is told from a typo at any place, from one that is cut or lengthened, and from anything else', () => {
    const token = newTokenText();
    for (let place = 4; place < token.length; place++) {
      const other = token[place] === 'A' ? 'B' : 'A';
      expect(isTokenText(token.slice(0, place) + other + token.slice(place + 1))).toBe(false);
      expect(isTokenText(token.slice(0, place))).toBe(false);
    }
    for (const text of ['', 'slc_', `${token}A`, ` ${token}`, `${token}\n`, token.toUpperCase(), token.slice(4)])
      expect(isTokenText(text)).toBe(false);
  });

  it('keeps its form: a token that was given out once is known for ever', () => {
    expect(isTokenText(`slc_${'0'.repeat(32)}2wjyrI`)).toBe(true);
  });
});
