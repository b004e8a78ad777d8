import type { Condition, ItemKey, Write } from './item.ts';
import { queryItems } from './query.ts';
import type { Table } from './table.ts';

/** A place among the running exports, until the time at which its export expires. */
interface SlotItem extends ItemKey {
  readonly exportId: string;
  readonly until: string;
}

/** The export that takes a place. */
interface SlotTaker {
  readonly id: string;
  readonly user: { readonly id: string };
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** An export, and the places that it has. */
type SlotHolder = Pick<SlotTaker, 'id' | 'user'> & { readonly slots: readonly [own: number, shared: number] };

/**
 * Takes a place among the running exports of the user, and one among all. It calls `write` with the writes that take
 * both, and looks again when another export was faster.
 *
 * @returns the result of `write`, or which limit is reached
 */
export async function takeSlots<Result>(
  table: Table,
  taker: SlotTaker,
  limits: { readonly own: number; readonly shared: number },
  write: (slots: readonly [own: number, shared: number], writes: Write[]) => Promise<Result | undefined>,
): Promise<Result | 'own-limit' | 'shared-limit'> {
  for (;;) {
    const [own, shared] = await Promise.all([
      findFree(table, ownPartition(taker.user.id), limits.own, taker.createdAt),
      findFree(table, sharedPartition, limits.shared, taker.createdAt),
    ]);
    if (own === undefined) return 'own-limit';
    if (shared === undefined) return 'shared-limit';
    const keys = [slotKey(ownPartition(taker.user.id), own), slotKey(sharedPartition, shared)];
    const slot = { exportId: taker.id, until: taker.expiresAt };
    const isFree: Condition = {
      expression: 'attribute_not_exists(#pk) OR #until <= :now',
      values: { now: taker.createdAt },
    };
    const written = await write(
      [own, shared],
      keys.map((key) => ({ put: { ...key, ...slot }, onlyIf: isFree })),
    );
    if (written !== undefined) return written;
  }
}

/** Returns the writes that give the places of an export to others. */
export function releases({ id, user, slots: [own, shared] }: SlotHolder): Write[] {
  const isOwn: Condition = { expression: 'attribute_not_exists(#pk) OR #exportId = :id', values: { id } };
  return [slotKey(ownPartition(user.id), own), slotKey(sharedPartition, shared)].map((key) => ({
    remove: key,
    onlyIf: isOwn,
  }));
}

/** Returns the number of a place that no export has; `undefined` when all are taken. */
async function findFree(table: Table, pk: string, count: number, now: string): Promise<number | undefined> {
  const { items } = await queryItems<SlotItem>(table, { pk, prefix: slotPrefix, limit: count });
  const taken = new Set(items.filter(({ until }) => until > now).map(({ sk }) => sk));
  return Array.from({ length: count }, (_, number) => number).find((number) => !taken.has(slotKey(pk, number).sk));
}

const slotPrefix = 'EXPORT-SLOT#';
const sharedPartition = 'EXPORTS';
const ownPartition = (userId: string) => `USER#${userId}`;
const slotKey = (pk: string, number: number): ItemKey => ({ pk, sk: `${slotPrefix}${number}` });
