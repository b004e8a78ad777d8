import { DynamoDbError } from './dynamodb-error.ts';
import { batchGetItem } from './items/batch-get-item.ts';
import { batchWriteItem } from './items/batch-write-item.ts';
import { getItem } from './items/get-item.ts';
import { deleteItem, putItem } from './items/put-or-delete-item.ts';
import { query } from './items/query.ts';
import { scan } from './items/scan.ts';
import { transactGetItems } from './items/transact-get-items.ts';
import { transactWriteItems } from './items/transact-write-items.ts';
import { updateItem } from './items/update-item.ts';
import type { Operation } from './operation.ts';
import { createTable } from './tables/create-table.ts';
import { deleteTable } from './tables/delete-table.ts';
import { describeTable } from './tables/describe-table.ts';
import { listTables } from './tables/list-tables.ts';
import { describeTimeToLive, updateTimeToLive } from './tables/time-to-live.ts';

/** The operations of this server, by their names in `X-Amz-Target`. */
const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    BatchGetItem: batchGetItem,
    BatchWriteItem: batchWriteItem,
    CreateTable: createTable,
    DeleteItem: deleteItem,
    DeleteTable: deleteTable,
    DescribeTable: describeTable,
    DescribeTimeToLive: describeTimeToLive,
    GetItem: getItem,
    ListTables: listTables,
    PutItem: putItem,
    Query: query,
    Scan: scan,
    TransactGetItems: transactGetItems,
    TransactWriteItems: transactWriteItems,
    UpdateItem: updateItem,
    UpdateTimeToLive: updateTimeToLive,
  }),
);

/**
 * Returns the operation of that name.
 *
 * @throws DynamoDbError UnknownOperationException naming one that this server does not have
 */
export function findOperation(name: string): Operation {
  const operation = operations.get(name);
  if (!operation)
    throw new DynamoDbError('UnknownOperationException', `The embedded table does not have the operation ${name}.`);
  return operation;
}
