import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { isKnownPassword } from '../../../src/accounts/passwords/known-passwords.ts';
import {
  emailInput,
  givenPasswordInput,
  passwordInput,
  usernameInput,
} from '../../../src/accounts/users/user-input.ts';
import { toFieldErrors } from '../../../src/problems/validation.ts';
import { endlessTexts } from '../../support/endless-texts.ts';
import { expectInProportion } from '../../support/in-proportion.ts';
import { sentenceOf } from '../../support/sentence.ts';

const checks: readonly [name: string, accepts: (text: string) => boolean][] = [
  ['emailInput', (text) => emailInput.safeParse(text).success],
  ['usernameInput', (text) => usernameInput.safeParse(text).success],
  ['passwordInput', (text) => passwordInput.safeParse(text).success],
  ['givenPasswordInput', (text) => givenPasswordInput.safeParse(text).success],
  ['isKnownPassword', isKnownPassword],
];

describe.each(checks)('%s', (_name, accepts) => {
  it.each(endlessTexts(100_000))(
    'the schema, %s, is done in time that grows with its length (attack 101)',
    async (_what, text) => {
      await expectInProportion(text.length, () => expect(accepts(text)).toBe(false));
    },
  );
});

const sentencesOf = ({ error }: { error?: z.ZodError }) =>
  error ? toFieldErrors(error).map(({ message }) => sentenceOf(message)) : [];

describe('usernameInput', () => {
  it('usernameInput, a name longer than 50 once it is normalised, is a problem (attack 136)', () => {
    expect(usernameInput.safeParse('\u0958'.repeat(25)).data).toHaveLength(50);
    expect(sentencesOf(usernameInput.safeParse('\u0958'.repeat(26)))[0]).toContain('at most 50 characters');
  });
});

describe('passwordInput', () => {
  it('passwordInput, a password that is too long, says only that', () => {
    expect(sentencesOf(passwordInput.safeParse('1'.repeat(201)))).toEqual(['Use at most 200 characters.']);
  });

  it('passwordInput, 200 characters of two units each, is accepted', () => {
    const different = Array.from({ length: 200 }, (_, place) => String.fromCodePoint(0x20000 + place)).join('');
    expect(passwordInput.safeParse(different).success).toBe(true);
    expect(passwordInput.safeParse(`${different}x`).success).toBe(false);
  });
});
