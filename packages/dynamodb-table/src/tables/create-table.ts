import { randomUUID } from 'node:crypto';
import { DynamoDbError, invalid, lacking } from '../dynamodb-error.ts';
import { epochSeconds, type Operation } from '../operation.ts';
import {
  asObject,
  booleanMember,
  countMember,
  type Members,
  objectMember,
  requiredList,
  requiredText,
  textMember,
  wordMember,
} from '../request-members.ts';
import { readNewTableName } from './find-table.ts';
import { tableDescription } from './table-description.ts';
import type { KeyAttribute, TableSchema } from './table-schema.ts';

/** Creates a table. It is ready when the response calls it `CREATING`. */
export const createTable: Operation = {
  lacks: [
    ...['GlobalSecondaryIndexes', 'LocalSecondaryIndexes', 'GlobalTableSettingsReplicationMode', 'OnDemandThroughput'],
    ...['ResourcePolicy', 'SSESpecification', 'Tags', 'WarmThroughput'],
  ],
  run(request, { storage, now }) {
    refuseStream(request);
    const schema = readSchema(request, epochSeconds(now()));
    if (storage.find(schema.name))
      throw new DynamoDbError('ResourceInUseException', `Table already exists: ${schema.name}`);
    return { TableDescription: tableDescription(storage.create(schema), 'CREATING') };
  },
};

function refuseStream(request: Members): void {
  const stream = objectMember(request, 'StreamSpecification');
  if (stream && booleanMember(stream, 'StreamEnabled')) throw lacking('the parameter StreamSpecification');
  const tableClass = wordMember(request, 'TableClass', ['STANDARD', 'STANDARD_INFREQUENT_ACCESS']);
  if (tableClass === 'STANDARD_INFREQUENT_ACCESS') throw lacking('the TableClass STANDARD_INFREQUENT_ACCESS');
}

function readSchema(request: Members, createdAt: number): TableSchema {
  const name = readNewTableName(request);
  const types = readDefinitions(request);
  const [hash, range] = readKeySchema(request, types);
  const provisioned = readThroughput(request);
  return {
    name,
    tableId: randomUUID(),
    hash,
    ...(range && { range }),
    createdAt,
    ...(provisioned && { provisioned }),
    isProtected: booleanMember(request, 'DeletionProtectionEnabled') ?? false,
  };
}

function readDefinitions(request: Members): ReadonlyMap<string, KeyAttribute['type']> {
  const definitions = requiredList(request, 'AttributeDefinitions').map((element) => {
    const definition = asObject(element, 'AttributeDefinitions');
    const type = wordMember(definition, 'AttributeType', ['B', 'N', 'S']);
    if (type === undefined) throw invalid('One or more parameter values were invalid: Missing AttributeType');
    return [requiredText(definition, 'AttributeName'), type] as const;
  });
  return new Map(definitions);
}

function readKeySchema(
  request: Members,
  types: ReadonlyMap<string, KeyAttribute['type']>,
): readonly [KeyAttribute, KeyAttribute?] {
  const elements = requiredList(request, 'KeySchema').map((element) => asObject(element, 'KeySchema'));
  const kinds = elements.map((element) => wordMember(element, 'KeyType', ['HASH', 'RANGE']));
  const names = elements.map((element) => requiredText(element, 'AttributeName'));
  if (kinds[0] !== 'HASH') throw invalid('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  if (kinds.length > 1 && kinds[1] !== 'RANGE')
    throw invalid('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  if (kinds.length > 2 || new Set(names).size < names.length)
    throw invalid('Invalid KeySchema: Some index key attribute have no definition');
  const [hash, range] = names.map((name): KeyAttribute => {
    const type = types.get(name);
    if (type === undefined)
      throw invalid(
        'One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. ' +
          `Keys: [${names.join(', ')}], AttributeDefinitions: [${[...types.keys()].join(', ')}]`,
      );
    return { name, type };
  });
  if (types.size !== names.length)
    throw invalid(
      'One or more parameter values were invalid: Number of attributes in KeySchema does not exactly match number of ' +
        'attributes defined in AttributeDefinitions',
    );
  if (hash === undefined) throw new TypeError('A key schema has a hash key.');
  return range ? [hash, range] : [hash];
}

function readThroughput(request: Members): TableSchema['provisioned'] {
  const mode = textMember(request, 'BillingMode') ?? 'PROVISIONED';
  const throughput = objectMember(request, 'ProvisionedThroughput');
  if (mode === 'PAY_PER_REQUEST') {
    if (throughput)
      throw invalid(
        'One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified ' +
          'when BillingMode is PAY_PER_REQUEST',
      );
    return undefined;
  }
  const [ReadCapacityUnits, WriteCapacityUnits] = [
    throughput && countMember(throughput, 'ReadCapacityUnits', 1),
    throughput && countMember(throughput, 'WriteCapacityUnits', 1),
  ];
  if (ReadCapacityUnits === undefined || WriteCapacityUnits === undefined)
    throw invalid(
      'One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when ' +
        'BillingMode is PROVISIONED',
    );
  return { ReadCapacityUnits, WriteCapacityUnits };
}
