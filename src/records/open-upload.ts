import { daySeconds } from '../values/duration.ts';
import { type ItemKey, ttlAt } from './item.ts';
import { queryItems, queryPages } from './query.ts';
import type { Table } from './table.ts';
import type { UploadRecord } from './upload-records.ts';

/** A mark, for counting, of an upload that is open, or whose bytes may still arrive. */
interface OpenItem extends ItemKey {
  readonly id: string;
  readonly size: number;
  readonly expiresAt: string;
  readonly isOver?: true;
}

/** The fields of an upload that are known before it is recorded. */
export type Reservation = Pick<UploadRecord, 'id' | 'userId' | 'size' | 'expiresAt'>;

/** Returns the mark of an open upload. */
export function openItem({ id, userId, size, expiresAt }: Reservation) {
  return { ...openKey(userId, id), id, size, expiresAt, ttl: removalOf({ expiresAt }) };
}

/** Returns when DynamoDB may remove what expired: late enough for the job that counts it. */
export function removalOf({ expiresAt }: Pick<Reservation, 'expiresAt'>): number {
  return ttlAt(expiresAt) + 2 * daySeconds;
}

/**
 * Lists the reservations of a user, until `limit` open uploads are found. Expired ones that are not yet removed do not
 * count, and hide no other.
 */
export async function listReserved(table: Table, userId: string, now: string, limit: number): Promise<OpenItem[]> {
  const reserved: OpenItem[] = [];
  let after: string | undefined;
  do {
    const page = await queryItems<OpenItem>(table, { ...openMarks(userId), limit, after });
    reserved.push(...page.items.filter((item) => item.expiresAt > now));
    after = page.next ?? undefined;
  } while (after !== undefined && reserved.filter((item) => !item.isOver).length < limit);
  return reserved;
}

/** Lists the ids of a user's uploads that were open at their expiry, before `now`. */
export async function listExpired(table: Table, userId: string, now: string): Promise<string[]> {
  const expired: string[] = [];
  for await (const items of queryPages<OpenItem>(table, { ...openMarks(userId), limit: 100 }))
    expired.push(...items.filter((item) => item.expiresAt <= now).map(({ id }) => id));
  return expired;
}

/** Returns the key of the mark of an open upload. */
export const openKey = (userId: string, id: string) => ({ pk: `USER#${userId}`, sk: `OPEN-UPLOAD#${id}` });
const openMarks = (userId: string) => ({ pk: `USER#${userId}`, prefix: 'OPEN-UPLOAD#' });
