import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { isKnownPassword } from '../../../src/accounts/passwords/known-passwords.ts';
import {
  emailInput,
  givenPasswordInput,
  passwordInput,
  usernameInput,
} from '../../../src/accounts/users/user-input.ts';
import { sentenceOf } from '../../../src/messages/sentence.ts';
import { toFieldErrors } from '../../../src/problems/validation.ts';
import { endlessTexts } from '../../support/endless-texts.ts';
import { expectInProportion } from '../../support/in-proportion.ts';

const checks: readonly [name: string, accepts: (text: string) => boolean][] = [
  ['emailInput', (text) => emailInput.safeParse(text).success],
  ['usernameInput', (text) => usernameInput.safeParse(text).success],
  ['passwordInput', (text) => passwordInput.safeParse(text).success],
  ['givenPasswordInput', (text) => givenPasswordInput.safeParse(text).success],
  ['isKnownPassword', isKnownPassword],
];

describe.each(checks)('%s', (_name, accepts) => {
  it.each(endlessTexts(100_000))('attack 101: has done with %s in no time', async (_what, text) => {
    await expectInProportion(text.length, () => expect(accepts(text)).toBe(false));
  });
});

const sentencesOf = ({ error }: { error?: z.ZodError }) =>
  error ? toFieldErrors(error).map(({ message }) => sentenceOf(message)) : [];

describe('usernameInput', () => {
  it('usernameInput, a name that grows beyond 50 in the form that is kept, refused. attack 136', () => {
    expect(usernameInput.safeParse('\u0958'.repeat(25)).data).toHaveLength(50);
    expect(sentencesOf(usernameInput.safeParse('\u0958'.repeat(26)))[0]).toContain('at most 50 characters');
  });
});

describe('passwordInput', () => {
  it('says one thing of a password that is too long: what else is wrong with it is not looked for', () => {
    expect(sentencesOf(passwordInput.safeParse('1'.repeat(201)))).toEqual(['This may have at most 200 characters.']);
  });

  it('counts characters as people do: 200 of those that take two units are not too many', () => {
    const different = Array.from({ length: 200 }, (_, place) => String.fromCodePoint(0x20000 + place)).join('');
    expect(passwordInput.safeParse(different).success).toBe(true);
    expect(passwordInput.safeParse(`${different}x`).success).toBe(false);
  });
});
