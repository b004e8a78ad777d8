import { invalid } from '../dynamodb-error.ts';
import { parseCondition } from '../expressions/parse-condition.ts';
import type { Placeholders } from '../expressions/placeholders.ts';
import { parseProjection, project } from '../expressions/projection.ts';
import { booleanMember, countMember, type Members, objectMember, textMember, wordMember } from '../request-members.ts';
import { type Key, keyOfRequest } from '../tables/key.ts';
import type { TableSchema } from '../tables/table-schema.ts';
import { readAttributes } from '../values/read-value.ts';
import type { PageRules } from './page.ts';
import type { Projection } from './read-item.ts';

/** Reads what a query and a scan have in common. */
export function readPageRules(request: Members, schema: TableSchema, placeholders: Placeholders): PageRules {
  const expression = textMember(request, 'FilterExpression');
  const filter = expression === undefined ? undefined : parseCondition('FilterExpression', expression, placeholders);
  const cut = readCut(request, placeholders);
  return {
    schema,
    filter,
    limit: countMember(request, 'Limit', 1) ?? Number.POSITIVE_INFINITY,
    isConsistent: booleanMember(request, 'ConsistentRead') ?? false,
    ...(cut && { cut }),
  };
}

/** Returns the key after which the page begins. */
export function readStartKey(request: Members, schema: TableSchema): Key | undefined {
  const start = objectMember(request, 'ExclusiveStartKey');
  if (!start) return undefined;
  try {
    return keyOfRequest(schema, readAttributes(start));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw invalid(`The provided starting key is invalid: ${error.message}`);
  }
}

/** @throws DynamoDbError for an index, as tables have none here */
export function refuseIndex(request: Members): void {
  const index = textMember(request, 'IndexName');
  if (index !== undefined) throw invalid(`The table does not have the specified index: ${index}`);
}

function readCut(request: Members, placeholders: Placeholders): Projection | undefined {
  const projection = textMember(request, 'ProjectionExpression');
  const select = wordMember(request, 'Select', [
    'SPECIFIC_ATTRIBUTES',
    'COUNT',
    'ALL_ATTRIBUTES',
    'ALL_PROJECTED_ATTRIBUTES',
  ]);
  if (select === 'ALL_PROJECTED_ATTRIBUTES')
    throw invalid(
      'One or more parameter values were invalid: ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
    );
  if (projection === undefined) {
    if (select === 'SPECIFIC_ATTRIBUTES')
      throw invalid(
        'One or more parameter values were invalid: Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
      );
    return select === 'COUNT' ? undefined : (stored) => stored;
  }
  if (select !== undefined && select !== 'SPECIFIC_ATTRIBUTES')
    throw invalid(`Cannot specify the ProjectionExpression when choosing to get ${select}`);
  const paths = parseProjection(projection, placeholders);
  return (stored) => project(stored.item, paths);
}
