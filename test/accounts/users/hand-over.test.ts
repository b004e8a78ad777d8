import { describe, expect, it } from 'vitest';
import { formerOwner, isUnopened } from '../../../src/accounts/users/hand-over.ts';
import type { UserRecord } from '../../../src/records/user-records.ts';

const empty: UserRecord = {
  id: 'x',
  email: 'a@b.co',
  username: 'A',
  role: 'user',
  isActive: true,
  beganUnopened: true,
  createdAt: '2026-01-01T00:00:00.000Z',
};
const { beganUnopened: _unknown, ...fromAnEarlierBuild } = empty;

describe('isUnopened', () => {
  it('isUnopened, an account without a password that no admin touched, true', () => {
    expect(isUnopened(empty)).toBe(true);
    expect(formerOwner(empty)).toEqual({ user: empty, becomes: 'removed' });
  });

  it.each<[string, UserRecord]>([
    ['with a password', { ...empty, passwordHash: 'x' }],
    ['with a link', { ...empty, passwordLinkHash: 'x' }],
    ['with an identity', { ...empty, identityId: 'x' }],
    ['that an admin vouches for', { ...empty, emailStanding: 'vouched' }],
    ['of an admin', { ...empty, role: 'admin' }],
    ['that is deactivated', { ...empty, isActive: false }],
    ['of an earlier build, without a note of how it was opened', fromAnEarlierBuild],
  ])('isUnopened, an account %s, false (attack 134)', (_what, user) => {
    expect(isUnopened(user)).toBe(false);
    expect(formerOwner(user)).toEqual({ user, becomes: 'lost' });
  });
});
