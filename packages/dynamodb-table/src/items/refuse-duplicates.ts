import { invalid } from '../dynamodb-error.ts';
import { type Key, printKey } from '../tables/key.ts';

/** @throws DynamoDbError when a batch has a key of one table twice */
export function refuseDuplicates(keys: readonly Key[]): void {
  if (new Set(keys.map(printKey)).size < keys.length) throw invalid('Provided list of item keys contains duplicates');
}
