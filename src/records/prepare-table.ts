import {
  CreateTableCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { askTable, type Table } from './table.ts';

/** Makes the table where it is missing: on this machine only; a deployment's comes from `template.yaml`. */
export async function prepareTable({ documents, name: TableName }: Table): Promise<void> {
  try {
    await askTable(() =>
      documents.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            { AttributeName: 'pk', AttributeType: 'S' },
            { AttributeName: 'sk', AttributeType: 'S' },
          ],
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
        }),
      ),
    );
  } catch (error) {
    if (error instanceof ResourceInUseException) return;
    throw error;
  }
  await waitUntilTableExists({ client: documents, maxWaitTime: 30 }, { TableName });
  const TimeToLiveSpecification = { AttributeName: 'ttl', Enabled: true };
  await askTable(() => documents.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification })));
}
