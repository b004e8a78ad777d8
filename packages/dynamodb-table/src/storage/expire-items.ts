import { epochSeconds, type OperationContext } from '../operation.ts';
import type { GroupCommit } from './group-commit.ts';

/** Items that are deleted in one transaction, so that requests get their turn in between. */
const batchItems = 500;

/** Deletes the items of all tables whose time to live is over, and forgets the tokens of old transactions. */
export async function expireItems(context: OperationContext & { readonly commits: GroupCommit }): Promise<void> {
  const { storage, commits } = context;
  const nowSeconds = epochSeconds(context.now());
  await commits.run(() => storage.dropOldTokens(nowSeconds));
  const names = storage.tables.map(({ schema }) => schema.name);
  for (const name of names) {
    const deleteBatch = () => storage.find(name)?.deleteExpired(nowSeconds, batchItems) ?? 0;
    while ((await commits.run(deleteBatch)) === batchItems);
  }
}
