import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEmail } from '../../../src/accounts/users/email.ts';
import { usernameInput } from '../../../src/accounts/users/user-input.ts';
import { usernameFrom } from '../../../src/accounts/users/username.ts';

describe('usernameFrom', () => {
  it.each([
    ['ada@example.com', 'ada'],
    ['grüße@köln.example', 'grüße'],
    [`${'a'.repeat(60)}@example.com`, 'a'.repeat(50)],
    [`${'a'.repeat(49)}🦊🦊@example.com`, 'a'.repeat(49)],
    [`${'a'.repeat(48)}🦊🦊@example.com`, `${'a'.repeat(48)}🦊`],
    // One letter before NFC, two after it.
    [`${'\u0958'.repeat(50)}@example.com`, '\u0915\u093c'.repeat(25)],
  ])('usernameFrom, %s, gives %s', (email, name) => expect(usernameFrom(email)).toBe(name));

  it('usernameFrom, any address, gives a name that usernameInput accepts', () => {
    const local = fc.string({ unit: fc.oneof(fc.string({ unit: 'grapheme', minLength: 1 }), fc.constant('🦊')) });
    fc.assert(
      fc.property(local, (before) => {
        const email = `${before}@example.com`;
        fc.pre(isEmail(email));
        expect(usernameInput.safeParse(usernameFrom(email)).error).toBeUndefined();
      }),
    );
  });
});
