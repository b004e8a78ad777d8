import { parseProjection, project } from '../expressions/projection.ts';
import { type Members, textMember } from '../request-members.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { AttributeMap } from '../values/attribute-value.ts';
import { readPlaceholders } from './read-expressions.ts';

/** The parameters of reads that came before expressions, and are refused. */
export const legacyReadParameters = [
  'AttributesToGet',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
  'ConditionalOperator',
];

/** Cuts an item down to the attributes to answer with; the whole item stays as it is stored. */
export type Projection = (stored: StoredItem) => StoredItem | AttributeMap;

/** Returns the function that cuts an item down to the request's projection. */
export function readProjection(request: Members): Projection {
  const placeholders = readPlaceholders(request, ['ProjectionExpression']);
  const expression = textMember(request, 'ProjectionExpression');
  if (expression === undefined) return (stored) => stored;
  const paths = parseProjection(expression, placeholders);
  placeholders.refuseUnused();
  return (stored) => project(stored.item, paths);
}
