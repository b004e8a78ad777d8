import { DescribeTableCommand, DescribeTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { isForbidden } from './probe-table.ts';
import { callTable, type Table } from './table.ts';

/** The properties that a table describes itself with. */
export interface TableFacts {
  /** The names of the key's attributes, partition first. */
  readonly keys: readonly string[];
  /** The attribute by which items expire; undefined when the table has none. */
  readonly ttl: string | undefined;
}

/** Describes the table; null when the credentials lack the permission. */
export async function inspectTable({ documents, name: TableName }: Table): Promise<TableFacts | null> {
  try {
    const { Table: table } = await callTable(() => documents.send(new DescribeTableCommand({ TableName })));
    const response = await callTable(() => documents.send(new DescribeTimeToLiveCommand({ TableName })));
    const { TimeToLiveStatus: status, AttributeName } = response.TimeToLiveDescription ?? {};
    return {
      keys: (table?.KeySchema ?? []).map((key) => key.AttributeName ?? ''),
      ttl: status === 'ENABLED' || status === 'ENABLING' ? AttributeName : undefined,
    };
  } catch (error) {
    if (isForbidden(error)) return null;
    throw error;
  }
}

/** Returns the address to which requests to the table go. */
export async function tableAddress({ documents }: Table): Promise<URL> {
  const { config } = documents;
  const endpoint = await config.endpoint?.();
  if (endpoint)
    return new URL(`${endpoint.protocol}//${endpoint.hostname}${endpoint.port ? `:${endpoint.port}` : ''}/`);
  return config.endpointProvider({ Region: await config.region() }).url;
}
