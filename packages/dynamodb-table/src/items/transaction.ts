import { DynamoDbError, type InvalidItem, invalid } from '../dynamodb-error.ts';
import type { StoredTable } from '../storage/stored-table.ts';
import { type Key, printKey } from '../tables/key.ts';

const maxTransactionItems = 100;

/** @throws DynamoDbError for no item, and for more than 100 */
export function checkTransactionLength(elements: readonly unknown[]): void {
  const rule =
    elements.length === 0
      ? 'greater than or equal to 1'
      : elements.length > maxTransactionItems
        ? `less than or equal to ${maxTransactionItems}`
        : undefined;
  if (rule !== undefined)
    throw invalid(
      `1 validation error detected: Value '${JSON.stringify(elements).slice(0, 200)}' at 'transactItems' failed to satisfy constraint: ` +
        `Member must have length ${rule}`,
    );
}

/** @throws DynamoDbError when an item is there twice */
export function refuseSameItem(parts: readonly { readonly table: StoredTable; readonly key: Key }[]): void {
  const items = parts.map(({ table, key }) => `${table.schema.name}/${printKey(key)}`);
  if (new Set(items).size < items.length)
    throw invalid('Transaction request cannot include multiple operations on one item');
}

/**
 * Does a step for all items of a transaction.
 *
 * @param reasons the errors that are about one item, and so a reason of the cancellation; others are about the request
 * @returns the results
 * @throws DynamoDbError TransactionCanceledException when the step fails for an item
 */
export function forAll<Part, Result>(
  parts: readonly Part[],
  reasons: typeof DynamoDbError | typeof InvalidItem,
  step: (part: Part) => Result,
): readonly Result[] {
  const results: Result[] = [];
  const errors = parts.map((part) => {
    try {
      results.push(step(part));
      return undefined;
    } catch (error) {
      if (error instanceof reasons) return error;
      throw error;
    }
  });
  if (results.length < parts.length) throw cancelled(errors);
  return results;
}

/** Returns the error of a transaction, with a reason for each of its items; those without an error are `None`. */
export function cancelled(errors: readonly (DynamoDbError | undefined)[]): DynamoDbError {
  const reasons = errors.map((error) =>
    error === undefined ? { Code: 'None' } : { Code: reasonCodeOf(error), Message: error.message, ...error.members },
  );
  return new DynamoDbError(
    'TransactionCanceledException',
    'Transaction cancelled, please refer cancellation reasons for specific reasons ' +
      `[${reasons.map(({ Code }) => Code).join(', ')}]`,
    { CancellationReasons: reasons },
  );
}

/** Returns the code of a reason: `ConditionalCheckFailed`, `TransactionConflict`, `ValidationError` … */
function reasonCodeOf({ name }: DynamoDbError): string {
  return name === 'ValidationException' ? 'ValidationError' : name.replace(/Exception$/, '');
}
