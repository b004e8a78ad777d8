import { describe, expect, it } from 'vitest';
import { createSigner } from '../../../src/accounts/signed-value.ts';
import { signState, verifyState } from '../../../src/accounts/sso/single-sign-on-state.ts';

const seal = createSigner(['s'.repeat(32)], 'single-sign-on');
const now = new Date('2026-01-01T12:00:00Z');
const state = { state: 'a', nonce: 'b', verifier: 'c', next: '/forms/documents', expiresAt: now.getTime() + 1 };

describe('verifyState', () => {
  it('verifyState, a signed state, reads it until it expires', () => {
    const cookie = signState(seal, state);
    expect(verifyState(seal, cookie, now)).toEqual(state);
    expect(verifyState(seal, cookie, new Date(state.expiresAt))).toBeUndefined();
  });

  it.each([
    ['more', { ...state, since: 1 }],
    ['less', { ...state, verifier: undefined }],
    ['another type', { ...state, expiresAt: 'tomorrow' }],
  ])('verifyState, a cookie of another version with %s, gives none without an error', (_what, other) => {
    const cookie = seal.sign(Buffer.from(JSON.stringify(other)).toString('base64url'));
    expect(verifyState(seal, cookie, now)).toBeUndefined();
  });

  it('verifyState, a value signed for a session, gives none (attack 87)', () => {
    const session = createSigner(['s'.repeat(32)], 'session');
    expect(verifyState(seal, signState(session, state), now)).toBeUndefined();
  });
});
