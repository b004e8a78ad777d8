import { DynamoDbError, invalid } from '../dynamodb-error.ts';
import type { OperationContext } from '../operation.ts';
import { type Members, requiredText } from '../request-members.ts';
import type { StoredTable } from '../storage/stored-table.ts';

const tableName = /^[a-zA-Z0-9_.-]{3,255}$/;

/** Returns the name of a table in a request. DynamoDB takes a table's ARN in its place. */
export function readTableName(request: Members): string {
  return nameIn(requiredText(request, 'TableName'));
}

/** Returns the name of a table in its ARN, or the name itself. */
export function nameIn(text: string): string {
  return text.replace(/^arn:aws[^:]*:dynamodb:[^/]*:table\//, '');
}

/**
 * Returns the name of a table that is to be made.
 *
 * @throws DynamoDbError ValidationException
 */
export function readNewTableName(request: Members): string {
  const name = readTableName(request);
  if (!tableName.test(name))
    throw invalid(
      'Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only ' +
        "the characters a-z, A-Z, 0-9, '_', '-', and '.'",
    );
  return name;
}

/**
 * Returns the table of that name.
 *
 * @throws DynamoDbError ResourceNotFoundException
 */
export function findTable({ storage }: OperationContext, name: string): StoredTable {
  const table = storage.find(name);
  if (!table) throw new DynamoDbError('ResourceNotFoundException', 'Requested resource not found');
  return table;
}

/** Returns the table that an operation on tables names; its error names the table. */
export function findNamedTable(context: OperationContext, request: Members): StoredTable {
  const name = readTableName(request);
  const table = context.storage.find(name);
  if (!table)
    throw new DynamoDbError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
  return table;
}
