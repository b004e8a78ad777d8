import { describe, expect, it } from 'vitest';
import { toCsv } from '../../src/exports/csv.ts';

describe('toCsv', () => {
  it.each(['=1', '+1', '-1', '@a', '\t=1', ' =1', '\u200b=1', '＝1', '|x', '%x', '\r=1', '\n=1'])(
    'toCsv, the text %j, begins with an apostrophe (attack 69)',
    (text) => {
      expect(toCsv([[text]]).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('toCsv, numbers, stay numbers, and other texts stay as they are', () => {
    expect(toCsv([[-5, 1.5, 'a=b', '5%', true, '']])).toBe('-5,1.5,a=b,5%,true,\r\n');
  });
});
