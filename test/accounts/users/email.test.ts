import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparableEmail, isEmail, isPlainEmail, isSameMailbox } from '../../../src/accounts/users/email.ts';

describe('isEmail', () => {
  it.each([
    'a@b.co',
    'first.last+tag@sub.example.com',
    "o'brien@example.ie",
    'grüße@köln.example',
    'a@xn--kln-sna.example',
  ])('isEmail, %s, true', (text) => expect(isEmail(text)).toBe(true));

  it.each([
    '',
    'a',
    '@b.co',
    'a@',
    'a@b',
    'a b@c.de',
    'a@b.co\r\nBcc: x@y.z',
    'a@b@c.de',
    'a@b.',
    '<a@b.co>',
    'a@b.co,c@d.ef',
    `${'a'.repeat(250)}@b.co`,
    'a\u200bb@c.de',
    'a\u202eb@c.de',
    'a@b%63.de',
    'a@b..de',
    'a@.de',
    'a@b/c.de',
    // Short as they are written, and not as they are compared: NFKC makes 18 letters of one, and three of another.
    `${'\ufdfa'.repeat(20)}@example.org`,
    `${'\ufb03'.repeat(90)}@example.org`,
  ])('isEmail, %j, false', (text) => {
    expect(isEmail(text)).toBe(false);
  });

  it('isEmail, any text that it accepts, has a comparable form that fits into a key', () => {
    const grows = fc.constantFrom('\ufdfa', '\ufb03', '\u0958', 'ß', 'é', 'a', '🦊');
    const local = fc.string({ unit: grows, minLength: 1, maxLength: 250 });
    fc.assert(
      fc.property(local, (part) => {
        const email = `${part}@example.org`;
        fc.pre(isEmail(email));
        expect(Buffer.byteLength(comparableEmail(email))).toBeLessThanOrEqual(254);
      }),
    );
  });

  it('isEmail, any ordinary address, true', () => {
    fc.assert(fc.property(fc.emailAddress(), isEmail));
  });
});

describe('isSameMailbox', () => {
  it.each([
    ['dev@example.com', ' Dev@EXAMPLE.com'],
    ['gru\u0308n@example.com', 'GR\u00dcN@example.com'],
    ['a@KÖLN.example', 'a@xn--kln-sna.example'],
    ['a@ｅxample.com', 'a@example.com'],
  ])('isSameMailbox, %s and %s, true', (one, other) => expect(isSameMailbox(one, other)).toBe(true));

  it.each([
    ['ｄｅｖ@example.com', 'dev@example.com'],
    ['weiß@example.com', 'weiss@example.com'],
    ['a+b@example.com', 'a@example.com'],
    ['a@straße.example', 'a@strasse.example'],
  ])('isSameMailbox, %s and %s, false', (one, other) => expect(isSameMailbox(one, other)).toBe(false));

  it('isPlainEmail, two mailboxes that compare as one, true of one at most', () => {
    const plain = ['ｄｅｖ@example.com', 'dev@example.com', 'weiß@example.com', 'Weiss@Example.com'].map(isPlainEmail);
    expect(plain).toEqual([false, true, false, true]);
  });
});

/** Neither case nor composition changes it. */
const hasOneForm = (letter: string) =>
  [letter.toUpperCase(), letter.toLowerCase(), letter.normalize('NFD'), letter.normalize('NFKC')].every(
    (form) => form === letter,
  );

describe('comparableEmail', () => {
  it('comparableEmail, one address in other case and Unicode form, gives the same', () => {
    expect(comparableEmail(' Dev@Example.COM ')).toBe('dev@example.com');
    expect(comparableEmail('gru\u0308ße@example.com')).toBe(comparableEmail('GR\u00dcße@example.com'));
    expect(comparableEmail('ｄｅｖ@example.com')).toBe('dev@example.com');
  });

  it.each([
    ['Straße@example.com', 'STRASSE@EXAMPLE.COM'],
    ['ſam@example.com', 'SAM@example.com'],
    ['ΟΔΟΣ@example.com', 'οδος@example.com'],
    ['ΟΔΟΣ@example.com', 'οδοσ@example.com'],
    ['ﬁne@example.com', 'FINE@example.com'],
    ['İ@example.com', 'i\u0307@example.com'],
    ['a@KÖLN.example', 'a@xn--kln-sna.example'],
    ['a@ko\u0308ln.example', 'A@köln.example'],
    ['a@example。com', 'a@example.com'],
  ])('comparableEmail, %s and %s, gives the same', (one, other) =>
    expect(comparableEmail(one)).toBe(comparableEmail(other)),
  );

  it.each([
    ['i@example.com', 'İ@example.com'],
    ['i@example.com', 'ı@example.com'],
    ['a@strasse.example', 'a@straße.example'],
    ['a.b@example.com', 'ab@example.com'],
    ['a+b@example.com', 'a@example.com'],
  ])('comparableEmail, %s and %s, which are two mailboxes, gives two', (one, other) =>
    expect(comparableEmail(one)).not.toBe(comparableEmail(other)),
  );

  it('comparableEmail, each letter in both cases and compositions, gives the same', () => {
    const different: string[] = [];
    for (let code = 0x21; code < 0x20000; code++) {
      const letter = String.fromCodePoint(code);
      // The capital of the dotless i is another letter's too.
      if (!/\p{L}|\p{M}/u.test(letter) || letter === 'ı') continue;
      const address = `x${letter}y@a.example`;
      const spellings = [
        address.toUpperCase(),
        address.toLowerCase(),
        address.normalize('NFD'),
        address.normalize('NFKC'),
      ];
      // Most letters have one form only.
      if (hasOneForm(letter)) continue;
      const once = comparableEmail(address);
      const others = [...spellings, once];
      if (others.some((other) => comparableEmail(other) !== once)) different.push(code.toString(16));
    }
    expect(different).toEqual([]);
  });

  it('comparableEmail, a comparable address, stays the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (address) => {
        const once = comparableEmail(address);
        expect(comparableEmail(once)).toBe(once);
      }),
    );
  });
});
