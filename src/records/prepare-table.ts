import {
  CreateTableCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { callTable, type Table } from './table.ts';

/** The partition key and the sort key, both texts. */
export const tableKeys = ['pk', 'sk'] as const;
const [partitionKey, sortKey] = tableKeys;

/** The attribute with the time after which an item may be removed, in epoch seconds. */
export const ttlAttribute = 'ttl';

/** Makes the table if it is missing. It serves this machine only; `template.yaml` has the table of a deployment. */
export async function prepareTable({ documents, name: TableName }: Table): Promise<void> {
  try {
    await callTable(() =>
      documents.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            { AttributeName: partitionKey, AttributeType: 'S' },
            { AttributeName: sortKey, AttributeType: 'S' },
          ],
          KeySchema: [
            { AttributeName: partitionKey, KeyType: 'HASH' },
            { AttributeName: sortKey, KeyType: 'RANGE' },
          ],
        }),
      ),
    );
  } catch (error) {
    if (error instanceof ResourceInUseException) return;
    throw error;
  }
  await waitUntilTableExists({ client: documents, maxWaitTime: 30 }, { TableName });
  const TimeToLiveSpecification = { AttributeName: ttlAttribute, Enabled: true };
  await callTable(() => documents.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification })));
}
