import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isKnownPassword } from '../../../src/accounts/passwords/known-passwords.ts';

describe('isKnownPassword', () => {
  it.each([
    'password12',
    'Password123!',
    'P@ssw0rd1234',
    'passwordpassword',
    '1234567890',
    '0987654321',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'abcdefghij',
    'qwertyuiop',
    'poiuytrewq',
    '1q2w3e4r5t',
    'iloveyou2024',
    'i love you 2024',
    '123football',
    'Adm1n1strator',
    'LetMeIn!!!!!',
    'ｐａｓｓｗｏｒｄ１２',
    'welcome2026!',
    'correcthorsebatterystaple',
  ])('isKnownPassword, %s, true', (password) => expect(isKnownPassword(password)).toBe(true));

  it.each([
    'three green words',
    'sluice-demo',
    'my cat eats fish',
    'kX9vTq2LmZ',
    'Donaudampfschiff',
    '密码是一个很长的句子吗',
    'football and cheese',
  ])('isKnownPassword, %s, false', (password) => expect(isKnownPassword(password)).toBe(false));

  it('the list of known passwords is sorted, unique and in lower case, as the search needs it', () => {
    const source = readFileSync('src/accounts/passwords/common-words.ts', 'utf8');
    const words = (/`([^`]+)`/.exec(source.slice(source.indexOf('commonWords')))?.[1] ?? '').split(/\s+/);
    expect(words.length).toBeGreaterThan(300);
    expect(words).toEqual([...new Set(words)].sort());
    expect(words.filter((word) => !/^[a-z]+$/.test(word))).toEqual([]);
  });
});
