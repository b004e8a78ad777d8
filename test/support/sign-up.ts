import { hashPassword } from '../../src/accounts/passwords/password.ts';
import { describeDevice } from '../../src/accounts/sessions/device.ts';
import { SessionStore } from '../../src/accounts/sessions/session-store.ts';
import { createUser, type User, type UserToCreate } from '../../src/accounts/users/user.ts';
import type { Dependencies } from '../../src/dependencies.ts';
import { appCookie } from '../../src/values/cookies.ts';

/** The hash of each password that tests gave a user: making one is slow by design, and most have the same password. */
const hashes = new Map<string, Promise<string>>();

/** Makes a user with a password, without a new hash for each. */
export async function addUserWithPassword(
  dependencies: Dependencies,
  { password, ...rest }: UserToCreate & { password: string },
): Promise<User> {
  const user = await createUser(dependencies, rest);
  if (!user) throw new Error(`${rest.email} is taken.`);
  const hash = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, hash);
  await dependencies.records.users.change(user.id, { passwordHash: await hash }, { unset: ['beganUnopened'] });
  return user;
}

/** Begins a session of a user as a sign-in does, without their password; returns name and value of its cookie. */
export async function beginSession(dependencies: Dependencies, user: User): Promise<[name: string, value: string]> {
  const place = { device: describeDevice(undefined), address: '192.0.2.1' };
  const store = new SessionStore(dependencies, dependencies.sessionSigner, () => place);
  const epoch = (await dependencies.records.users.find(user.id))?.sessionEpoch ?? 0;
  const content = { userId: { value: user.id, flash: false }, epoch: { value: epoch, flash: false } };
  await store.createSession('', { _data: content, _expire: null, _delete: false, _accessed: null });
  const { change } = store;
  if (typeof change !== 'object') throw new Error('No session has begun.');
  return [appCookie(dependencies.publicUrl, 'sluice').name, change.cookie];
}
