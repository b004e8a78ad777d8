import { isUnchanged } from './condition.ts';
import { type Condition, isNew, type Write } from './item.ts';
import type { UserRecord } from './user-records.ts';

/** A user who gives an address up to another one: by losing only that, or by being removed. */
export interface FormerOwner {
  readonly user: UserRecord;
  readonly becomes: 'lost' | 'removed';
}

/** Returns the writes that give an address to this user and take it from its former owner. */
export function takeAddress(comparableEmail: string, userId: string, from: FormerOwner | undefined): Write[] {
  const address = { ...emailKey(comparableEmail), userId };
  if (from === undefined) return [{ put: address, onlyIf: isNew }];
  const { user, becomes } = from;
  const taken = { put: address, onlyIf: { expression: '#userId = :owner', values: { owner: user.id } } };
  const onlyIf = isUserUnchanged(user);
  return becomes === 'lost'
    ? [taken, { update: userKey(user.id), set: { emailStanding: 'lost' }, onlyIf }]
    : [taken, { remove: userKey(user.id), onlyIf }, { remove: listKey(user) }];
}

/**
 * The attributes that identify a user or let them in. They are written out, so that the compiler finds a missing one.
 */
const attributes = Object.keys({
  id: true,
  email: true,
  emailStanding: true,
  username: true,
  language: true,
  avatarId: true,
  role: true,
  isActive: true,
  passwordHash: true,
  beganUnopened: true,
  createdAt: true,
  sessionEpoch: true,
  tokenEpoch: true,
  passwordLinkHash: true,
  identityId: true,
  identityIssuer: true,
  // `Object.keys` returns exactly these names, but types them as strings.
} satisfies Record<keyof UserRecord, true>) as (keyof UserRecord)[];

/** Returns the condition that a user was not changed since they were read. */
export const isUserUnchanged = (user: UserRecord): Condition => isUnchanged(user, attributes);

/** The keys of a user: the item itself, the item of their address, and their item in the admins' list. */
export const userKey = (id: string) => ({ pk: `USER#${id}`, sk: 'USER' });
export const emailKey = (address: string) => ({ pk: `EMAIL#${address}`, sk: 'EMAIL' });
export const listKey = ({ createdAt, id }: UserRecord) => ({ pk: 'ALL', sk: `USER#${createdAt}#${id}` });
