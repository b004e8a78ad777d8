import type { Condition } from './item.ts';

/**
 * Thrown by a write whose condition does not hold. Another write was faster, or the item differs from the caller's
 * copy.
 */
export class ConditionNotMet extends Error {
  override name = 'ConditionNotMet';
  /** The positions of the failed writes in a transaction. */
  readonly positions: readonly number[];

  constructor(positions: readonly number[], cause: unknown) {
    super('A condition of the write did not hold.', { cause });
    this.positions = positions;
  }
}

/** Runs a conditional write and returns its result, or `undefined` when its condition did not hold. */
export async function unlessConditionFails<Result>(write: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof ConditionNotMet) return undefined;
    throw error;
  }
}

/** Runs a conditional write; returns `false` instead of an exception when its condition did not hold. */
export async function whenConditionHolds(write: () => Promise<unknown>): Promise<boolean> {
  return (await unlessConditionFails(() => write().then(() => true))) ?? false;
}

/** Returns the condition that these attributes are as in `item`, absent where they are absent there. */
export function isUnchanged<Item extends object>(item: Item, names: readonly (keyof Item & string)[]): Condition {
  const clauses = names.map((name) =>
    item[name] === undefined ? `attribute_not_exists(#${name})` : `#${name} = :${name}Before`,
  );
  const values = names.flatMap((name) => (item[name] === undefined ? [] : [[`${name}Before`, item[name]]]));
  return { expression: clauses.join(' AND '), values: Object.fromEntries(values) };
}
