import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSigner } from '../../src/accounts/signed-value.ts';
import { newId } from '../../src/values/id.ts';

const [oldSecret, newSecret] = ['o'.repeat(32), 'n'.repeat(32)];
const seal = createSigner([newSecret], 'session');

describe('a seal', () => {
  it('opens what it sealed', () => {
    const ids = fc.constant(null).map(newId);
    fc.assert(
      fc.property(ids, (id) => {
        expect(seal.verify(seal.sign(id))).toBe(id);
      }),
    );
  });

  it('attack 78: opens nothing that was changed, at any place', () => {
    const sealed = seal.sign(newId());
    for (let place = 0; place < sealed.length - 1; place++) {
      const other = sealed[place] === 'A' ? 'B' : 'A';
      expect(seal.verify(sealed.slice(0, place) + other + sealed.slice(place + 1))).toBeUndefined();
    }
  });

  it('attack 78: opens nothing that was cut, lengthened or made up', () => {
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

  it('attack 78: any text at all is opened or not, without an error', () => {
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

  it('attack 78: does not take the mark of one id for another', () => {
    const [one, other] = [seal.sign('a'.repeat(24)), seal.sign('b'.repeat(24))];
    expect(seal.verify(`${one.split('.')[0]}.${other.split('.')[1]}`)).toBeUndefined();
  });

  it('attack 78: opens what an old secret sealed while that is still given, and not afterwards', () => {
    const sealed = createSigner([oldSecret], 'session').sign('a'.repeat(24));
    expect(createSigner([newSecret, oldSecret], 'session').verify(sealed)).toBe('a'.repeat(24));
    expect(seal.verify(sealed)).toBeUndefined();
  });

  it('attack 78: opens nothing that was sealed for another purpose', () => {
    expect(seal.verify(createSigner([newSecret], 'single-sign-on').sign('a'.repeat(24)))).toBeUndefined();
  });

  it('opens the cookies of the sessions that people have: their form does not change', () => {
    const id = 'a'.repeat(48);
    const mark = createHmac('sha256', newSecret).update(`session:${id}`).digest('base64url');
    expect(seal.sign(id)).toBe(`${id}.${mark}`);
    expect(seal.verify(`${id}.${mark}`)).toBe(id);
  });

  it('cannot be made without a secret', () => {
    expect(() => createSigner([], 'session')).toThrow('secret');
  });
});
