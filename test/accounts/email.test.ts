import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparableEmail, isEmail } from '../../src/accounts/email.ts';

describe('isEmail', () => {
  it.each([
    'a@b.co',
    'first.last+tag@sub.example.com',
    "o'brien@example.ie",
    'grüße@köln.example',
    'a@xn--kln-sna.example',
  ])('takes %s', (text) => expect(isEmail(text)).toBe(true));

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
  ])('refuses %j', (text) => {
    expect(isEmail(text)).toBe(false);
  });

  it('takes every ordinary address', () => {
    fc.assert(fc.property(fc.emailAddress(), isEmail));
  });
});

describe('comparableEmail', () => {
  it('makes the same of the same address in other case and other Unicode form', () => {
    expect(comparableEmail(' Dev@Example.COM ')).toBe('dev@example.com');
    expect(comparableEmail('gru\u0308ße@example.com')).toBe(comparableEmail('GR\u00dcße@example.com'));
    expect(comparableEmail('ｄｅｖ@example.com')).toBe('dev@example.com');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (address) => {
        const once = comparableEmail(address);
        expect(comparableEmail(once)).toBe(once);
      }),
    );
  });
});
