import { hashOf } from '../values/hash.ts';
import { getItem, isNew, type Write } from './item.ts';
import type { Table } from './table.ts';

/** A person as a provider names them: issuer and subject together never change (OpenID Connect Core, 5.7). */
export interface IdentityName {
  readonly issuer: string;
  readonly subject: string;
}

/**
 * An identity, and the user to whom it was given last. Only the user's own record says if it still opens the account.
 */
export interface IdentityRecord extends IdentityName {
  readonly id: string;
  readonly userId: string | undefined;
}

/**
 * Stores identities at sign-in providers, by issuer and subject.
 *
 * | pk              | sk         | item                                                    |
 * |-----------------|------------|---------------------------------------------------------|
 * | `IDENTITY#hash` | `IDENTITY` | the user of an issuer and subject at a sign-in provider |
 */
export function createIdentityRecords(table: Table) {
  return {
    /** Returns the identity of that name, also when no user has it yet. */
    async find({ issuer, subject }: IdentityName): Promise<IdentityRecord> {
      const id = hashOf(JSON.stringify([issuer, subject]));
      const kept = await getItem<{ userId: string }>(table, identityKey(id));
      return { id, issuer, subject, userId: kept?.userId };
    },
  };
}

/**
 * Returns the write that gives an identity to a user. Its condition fails when another user has got the identity since
 * it was read.
 */
export function giveIdentity({ id, issuer, subject, userId: before }: IdentityRecord, userId: string): Write {
  const onlyIf = before === undefined ? isNew : { expression: '#userId = :before', values: { before } };
  return { put: { ...identityKey(id), issuer, subject, userId }, onlyIf };
}

/** Hashes issuer and subject: together they may be longer than a key, and their texts must not collide. */
const identityKey = (id: string) => ({ pk: `IDENTITY#${id}`, sk: 'IDENTITY' });
