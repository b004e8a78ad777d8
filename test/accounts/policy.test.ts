import { describe, expect, it } from 'vitest';
import { checkUserChange, maySeeUser, type UserChangeRequest } from '../../src/accounts/policy.ts';
import type { User } from '../../src/accounts/users/user.ts';

const person: User = { id: 'person', email: 'a@b.co', username: 'A', role: 'user', isActive: true };
const admin: User = { ...person, id: 'admin', role: 'admin' };

describe('maySeeUser', () => {
  it('maySeeUser, oneself true, another user only for admins', () => {
    expect([maySeeUser(person, 'person'), maySeeUser(admin, 'person'), maySeeUser(person, 'admin')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('whyNotChange', () => {
  it.each<[string, User, string, UserChangeRequest]>([
    ['their own name and address by a person', person, 'person', { username: 'B', email: 'b@b.co' }],
    ['their own password by a person', person, 'person', { password: 'x', currentPassword: 'y' }],
    ['the rights of another user by an admin', admin, 'person', { role: 'admin', isActive: false }],
  ])('checkUserChange, %s, undefined', (_what, user, id, change) =>
    expect(checkUserChange(user, id, change, 'a person')).toBeUndefined(),
  );

  it.each<[string, string, User, string, UserChangeRequest]>([
    ['not-found', 'another user’s name by a person', person, 'other', { username: 'B' }],
    ['not-allowed', 'their own role by a person', person, 'person', { role: 'admin' }],
    ['not-allowed', 'their own is_active by a person', person, 'person', { isActive: true }],
    ['not-allowed', 'their own role by an admin', admin, 'admin', { role: 'user' }],
    ['not-allowed', 'their own is_active by an admin', admin, 'admin', { isActive: false }],
    ['not-allowed', 'another user’s password by an admin', admin, 'person', { password: 'x' }],
    ['invalid', 'a password together with a name', person, 'person', { password: 'x', username: 'B' }],
  ])('checkUserChange, %s for %s', (kind, _what, user, id, change) => {
    expect(checkUserChange(user, id, change, 'a person')).toMatchObject({ kind });
  });

  it.each<[string, User, string, UserChangeRequest]>([
    ['not-allowed', admin, 'person', { role: 'admin' }],
    ['not-allowed', admin, 'person', { email: 'b@b.co' }],
    ['not-allowed', admin, 'person', { username: 'B', isActive: true }],
    ['not-allowed', person, 'person', { username: 'B' }],
    ['not-found', person, 'other', { role: 'admin' }],
  ])('checkUserChange, %s to a token of %o that asks of %s for %o (attack 138)', (kind, user, id, change) => {
    expect(checkUserChange(user, id, change, 'a token')).toMatchObject({ kind });
  });

  it('checkUserChange, another user’s name by an admin’s token, undefined', () => {
    expect(checkUserChange(admin, 'person', { username: 'B' }, 'a token')).toBeUndefined();
  });

  it('checkUserChange, a member that is undefined, counts as absent', () => {
    expect(
      checkUserChange(person, 'person', { password: 'x', isActive: undefined, role: undefined }, 'a person'),
    ).toBeUndefined();
  });
});
