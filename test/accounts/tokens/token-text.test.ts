import { describe, expect, it } from 'vitest';
import { isTokenText, newTokenText } from '../../../src/accounts/tokens/token-text.ts';

describe('the text of a token', () => {
  it('newTokenText, twice, gives two tokens that both pass isToken', () => {
    const tokens = Array.from({ length: 200 }, newTokenText);
    expect(tokens.every(isTokenText)).toBe(true);
    expect(new Set(tokens).size).toBe(200);
  });

  it('isTokenText, a typo at any place, a cut or longer one, any other text, false', () => {
    const token = newTokenText();
    for (let place = 4; place < token.length; place++) {
      const other = token[place] === 'A' ? 'B' : 'A';
      expect(isTokenText(token.slice(0, place) + other + token.slice(place + 1))).toBe(false);
      expect(isTokenText(token.slice(0, place))).toBe(false);
    }
    for (const text of ['', 'slc_', `${token}A`, ` ${token}`, `${token}\n`, token.toUpperCase(), token.slice(4)])
      expect(isTokenText(text)).toBe(false);
  });

  it('isTokenText, a token given out earlier, true: the form does not change', () => {
    expect(isTokenText(`slc_${'0'.repeat(32)}2wjyrI`)).toBe(true);
  });
});
