import { describe, expect, it } from 'vitest';
import { checkUserChange, maySeeUser, type UserChangeRequest } from '../../src/accounts/policy.ts';
import type { User } from '../../src/accounts/users/user.ts';

const person: User = { id: 'person', email: 'a@b.co', username: 'A', role: 'user', isActive: true };
const admin: User = { ...person, id: 'admin', role: 'admin' };

describe('maySeeUser', () => {
  it('is true of oneself, and for admins of everybody', () => {
    expect([maySeeUser(person, 'person'), maySeeUser(admin, 'person'), maySeeUser(person, 'admin')]).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('whyNotChange', () => {
  it.each<[string, User, string, UserChangeRequest]>([
    ['a person their own name and address', person, 'person', { username: 'B', email: 'b@b.co' }],
    ['a person their own password', person, 'person', { password: 'x', currentPassword: 'y' }],
    ['an admin the rights of somebody', admin, 'person', { role: 'admin', isActive: false }],
  ])('lets %s be changed', (_what, user, id, change) => expect(checkUserChange(user, id, change)).toBeUndefined());

  it.each<[string, string, User, string, UserChangeRequest]>([
    ['not-found', 'anything of somebody else by a person', person, 'other', { username: 'B' }],
    ['not-allowed', 'their own role by a person', person, 'person', { role: 'admin' }],
    ['not-allowed', 'who is active by a person', person, 'person', { isActive: true }],
    ['not-allowed', 'their own role by an admin', admin, 'admin', { role: 'user' }],
    ['not-allowed', 'whether they are active by an admin', admin, 'admin', { isActive: false }],
    ['not-allowed', 'somebody’s password by an admin', admin, 'person', { password: 'x' }],
    ['invalid', 'a password together with a name', person, 'person', { password: 'x', username: 'B' }],
  ])('answers %s to a change of %s', (kind, _what, user, id, change) => {
    expect(checkUserChange(user, id, change)).toMatchObject({ kind });
  });

  it.each<[string, User, string, UserChangeRequest]>([
    ['not-allowed', admin, 'person', { role: 'admin' }],
    ['not-allowed', admin, 'person', { email: 'b@b.co' }],
    ['not-allowed', admin, 'person', { username: 'B', isActive: true }],
    ['not-allowed', person, 'person', { username: 'B' }],
    ['not-found', person, 'other', { role: 'admin' }],
  ])('whyNotChange, %s to a token of %o that asks of %s for %o. attack 138', (kind, user, id, change) => {
    expect(checkUserChange(user, id, change, 'a token')).toMatchObject({ kind });
  });

  it('whyNotChange, a name of somebody by an admin’s token, undefined', () => {
    expect(checkUserChange(admin, 'person', { username: 'B' }, 'a token')).toBeUndefined();
  });

  it('takes what is undefined for what is not asked', () => {
    expect(checkUserChange(person, 'person', { password: 'x', isActive: undefined, role: undefined })).toBeUndefined();
  });
});
