import type { StoredTable } from '../storage/stored-table.ts';
import { keyAttributes, type TableSchema } from './table-schema.ts';

export type TableStatus = 'ACTIVE' | 'CREATING' | 'DELETING';

/**
 * Returns a table in the words of DynamoDB.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html
 */
export function tableDescription(table: StoredTable, status: TableStatus): Record<string, unknown> {
  const { schema } = table;
  const { count, bytes } = status === 'ACTIVE' ? table.measure() : { count: 0, bytes: 0 };
  const provisioned = schema.provisioned ?? { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
  return {
    AttributeDefinitions: keyAttributes(schema).map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
    TableName: schema.name,
    KeySchema: keyAttributes(schema).map(({ name }, at) => ({
      AttributeName: name,
      KeyType: at === 0 ? 'HASH' : 'RANGE',
    })),
    TableStatus: status,
    CreationDateTime: schema.createdAt,
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ...provisioned },
    TableSizeBytes: bytes,
    ItemCount: count,
    TableArn: arnOf(schema),
    TableId: schema.tableId,
    ...(!schema.provisioned && { BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } }),
    DeletionProtectionEnabled: schema.isProtected,
  };
}

/** Returns a name of the form of Amazon's; the table has neither an account nor a region. */
function arnOf({ name }: TableSchema): string {
  return `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;
}
