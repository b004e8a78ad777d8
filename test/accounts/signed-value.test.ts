import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSigner } from '../../src/accounts/signed-value.ts';
import { newId } from '../../src/values/id.ts';

const [oldSecret, newSecret] = ['o'.repeat(32), 'n'.repeat(32)];
const seal = createSigner([newSecret], 'session');

describe('createSigner', () => {
  it('verify, a signed id, gives the id', () => {
    const ids = fc.constant(null).map(newId);
    fc.assert(
      fc.property(ids, (id) => {
        expect(seal.verify(seal.sign(id))).toBe(id);
      }),
    );
  });

  it('verify, a signed id changed at any place, gives none (attack 78)', () => {
    const sealed = seal.sign(newId());
    for (let place = 0; place < sealed.length - 1; place++) {
      const other = sealed[place] === 'A' ? 'B' : 'A';
      expect(seal.verify(sealed.slice(0, place) + other + sealed.slice(place + 1))).toBeUndefined();
    }
  });

  it('verify, a signed id cut, lengthened or made up, gives none (attack 78)', () => {
    const id = newId();
    const sealed = seal.sign(id);
    for (let length = 0; length < sealed.length; length++) expect(seal.verify(sealed.slice(0, length))).toBeUndefined();
    for (const cookie of [
      `${sealed}A`,
      ` ${sealed}`,
      `${sealed}\n`,
      id,
      `${id}.`,
      `${id}.${'A'.repeat(43)}`,
      'x'.repeat(8192),
    ])
      expect(seal.verify(cookie)).toBeUndefined();
  });

  it('verify, any text, raises no error (attack 78)', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.base64String().map((text) => `${newId()}.${text}`),
        ),
        (cookie) => {
          expect(seal.verify(cookie)).toBeUndefined();
        },
      ),
    );
  });

  it('verify, the signature of another id, gives none (attack 78)', () => {
    const [one, other] = [seal.sign('a'.repeat(24)), seal.sign('b'.repeat(24))];
    expect(seal.verify(`${one.split('.')[0]}.${other.split('.')[1]}`)).toBeUndefined();
  });

  it('verify, an id signed with an old secret, only while that is configured (attack 78)', () => {
    const sealed = createSigner([oldSecret], 'session').sign('a'.repeat(24));
    expect(createSigner([newSecret, oldSecret], 'session').verify(sealed)).toBe('a'.repeat(24));
    expect(seal.verify(sealed)).toBeUndefined();
  });

  it('verify, an id signed for another purpose, gives none (attack 78)', () => {
    expect(seal.verify(createSigner([newSecret], 'single-sign-on').sign('a'.repeat(24)))).toBeUndefined();
  });

  it('verify, a cookie of an earlier build, gives its id: the form does not change', () => {
    const id = 'a'.repeat(48);
    const mark = createHmac('sha256', newSecret).update(`session:${id}`).digest('base64url');
    expect(seal.sign(id)).toBe(`${id}.${mark}`);
    expect(seal.verify(`${id}.${mark}`)).toBe(id);
  });

  it('createSigner, without a secret, throws', () => {
    expect(() => createSigner([], 'session')).toThrow('secret');
  });
});
