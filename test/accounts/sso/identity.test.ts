import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findUserOf, type Identity } from '../../../src/accounts/sso/identity.ts';
import { changeUser } from '../../../src/accounts/users/change-user.ts';
import { makeAdmin } from '../../../src/accounts/users/make-admin.ts';
import { createUser } from '../../../src/accounts/users/user.ts';
import type { Ports } from '../../../src/ports.ts';
import { Problem } from '../../../src/problems/problem.ts';
import type { UserRecord } from '../../../src/records/user-records.ts';
import { sentenceOf } from '../../support/sentence.ts';
import { startTestApp, type TestApp } from '../../support/test-app.ts';

let testApp: TestApp;
beforeAll(async () => {
  testApp = await startTestApp();
});
afterAll(() => testApp.close());

const identityOf = (name: string): Identity => ({
  issuer: 'https://id.example.org',
  subject: name,
  email: `${name}@example.org`,
  isEmailVerified: true,
  name,
  groups: [],
});

/** Returns ports that run `act` right after an address was looked up in vain. */
function whereMeanwhile(act: () => Promise<unknown>): Ports {
  const { records, ...rest } = testApp.dependencies;
  let hasActed = false;
  const findByEmail = async (address: string) => {
    const found = await records.users.findByEmail(address);
    if (!hasActed) {
      hasActed = true;
      await act();
    }
    return found;
  };
  return { ...rest, records: { ...records, users: { ...records.users, findByEmail } } };
}

describe('findUserOf', () => {
  it('findUserOf, two first sign-ins at the same moment, find one user and end neither', async () => {
    const ada = identityOf('ada');
    let first: unknown;
    const ports = whereMeanwhile(async () => {
      first = await findUserOf(testApp.dependencies, ada, undefined);
    });
    const second = await findUserOf(ports, ada, undefined);
    expect(second).toMatchObject({ email: ada.email, isActive: true, sessionEpoch: 0 });
    expect(second).toEqual(first);
  });

  it('findUserOf, an address registered at the same moment, takes the account over (attack 79)', async () => {
    const { email, ...eve } = identityOf('eve');
    const squatter = { email: 'eve@example.org', username: 'x', role: 'user', password: 'three green words' } as const;
    const ports = whereMeanwhile(() => createUser(testApp.dependencies, squatter));
    const found = await findUserOf(ports, { ...eve, email }, undefined);
    expect(found).toMatchObject({ username: 'x', sessionEpoch: 1, tokenEpoch: 1 });
    expect(found).not.toHaveProperty('passwordHash');
  });

  it('findUserOf, two persons with one verified address at the same moment, lets in one (attack 131)', async () => {
    const [one, other] = [identityOf('one'), { ...identityOf('other'), email: 'one@example.org' }];
    const ports = whereMeanwhile(() => findUserOf(testApp.dependencies, one, undefined));
    expect(await findUserOf(ports, other, undefined)).toMatchObject({ kind: 'not-allowed' });
    const squatter = { email: 'both@example.org', username: 'x', role: 'user', password: 'three green words' } as const;
    await createUser(testApp.dependencies, squatter);
    const [first, second] = [identityOf('first'), identityOf('second')].map((own) => ({
      ...own,
      email: squatter.email,
    }));
    const found = await Promise.all(
      [first, second].map((each) => each && findUserOf(testApp.dependencies, each, undefined)),
    );
    expect(found.map((each) => each instanceof Problem)).toContain(true);
    expect(found.map((each) => each instanceof Problem)).toContain(false);
  });

  it('findUserOf, an address that another person has since, ends the access of the former one', async () => {
    const before = identityOf('moved');
    const after = { ...before, issuer: 'https://new.example.org', subject: 'other' };
    const first = userOf(await findUserOf(testApp.dependencies, before, undefined));
    const second = userOf(await findUserOf(testApp.dependencies, after, undefined));
    expect(second).toMatchObject({ id: first.id, sessionEpoch: 1, tokenEpoch: 1 });
    const elsewhere = { ...before, email: 'moved-on@example.org' };
    expect(userOf(await findUserOf(testApp.dependencies, elsewhere, undefined)).id).not.toBe(first.id);
    expect(userOf(await findUserOf(testApp.dependencies, after, undefined))).toEqual(second);
  });

  it('findUserOf, an account handed over meanwhile, gives it no role and makes a new user (attack 135)', async () => {
    const ada = { ...identityOf('slow'), groups: ['admins'] };
    const { id } = userOf(await findUserOf(testApp.dependencies, ada, undefined));
    const { records, ...rest } = testApp.dependencies;
    const find = async (userId: string) => {
      const user = await records.users.find(userId);
      if (user?.identityIssuer === ada.issuer) await makeAdmin(testApp.dependencies, ada.email ?? '');
      await records.users.change(id, { role: 'user' });
      return user;
    };
    const ports: Ports = { ...rest, records: { ...records, users: { ...records.users, find } } };
    const elsewhere = { ...ada, email: 'slow-elsewhere@example.org' };
    expect(userOf(await findUserOf(ports, elsewhere, 'admins')).id).not.toBe(id);
    expect(await records.users.find(id)).toMatchObject({ role: 'user' });
  });

  it('findUserOf, an account that is deactivated meanwhile, hands nothing over', async () => {
    const squatter = { email: 'gone@example.org', username: 'x', role: 'user', password: 'three green words' } as const;
    const made = await createUser(testApp.dependencies, squatter);
    const ports = whereMeanwhile(() => changeUser(testApp.dependencies, made?.id ?? '', { isActive: false }));
    expect(await findUserOf(ports, identityOf('gone'), undefined)).toMatchObject({ kind: 'not-allowed' });
    expect(await testApp.dependencies.records.users.find(made?.id ?? '')).toHaveProperty('passwordHash');
  });
});

function userOf(found: UserRecord | Problem): UserRecord {
  return found instanceof Problem ? expect.unreachable(sentenceOf(found.message)) : found;
}
