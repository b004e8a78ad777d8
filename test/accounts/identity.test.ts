import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findUserOf, type Identity } from '../../src/accounts/identity.ts';
import { createUser } from '../../src/accounts/user.ts';
import type { Outside } from '../../src/outside.ts';
import { type Stage, startStage } from '../support/stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(() => stage.close());

const identityOf = (name: string): Identity => ({
  issuer: 'https://id.example.org',
  subject: name,
  email: `${name}@example.org`,
  isEmailVerified: true,
  name,
  groups: [],
});

/** Where `act` happens right after an address was looked up in vain. */
function whereMeanwhile(act: () => Promise<unknown>): Outside {
  const { records, ...rest } = stage.dependencies;
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
  it('finds one user for two first sign-ins at the same moment, and ends neither', async () => {
    const ada = identityOf('ada');
    let first: unknown;
    const outside = whereMeanwhile(async () => {
      first = await findUserOf(stage.dependencies, ada, undefined);
    });
    const second = await findUserOf(outside, ada, undefined);
    expect(second).toMatchObject({ email: ada.email, isActive: true, sessionEpoch: 0 });
    expect(second).toEqual(first);
  });

  it('attack 79: takes over what somebody registers with the address at the same moment', async () => {
    const { email, ...eve } = identityOf('eve');
    const squatter = { email: 'eve@example.org', username: 'x', role: 'user', password: 'three green words' } as const;
    const outside = whereMeanwhile(() => createUser(stage.dependencies, squatter));
    const found = await findUserOf(outside, { ...eve, email }, undefined);
    expect(found).toMatchObject({ username: 'x', sessionEpoch: 1, tokenEpoch: 1 });
    expect(found).not.toHaveProperty('passwordHash');
  });
});
