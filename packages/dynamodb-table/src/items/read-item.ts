import { parseProjection, project } from '../expressions/projection.ts';
import { type Members, textMember } from '../request-members.ts';
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

/** Returns the function that cuts an item down to the request's projection. */
export function readProjection(request: Members): (item: AttributeMap) => AttributeMap {
  const placeholders = readPlaceholders(request, ['ProjectionExpression']);
  const expression = textMember(request, 'ProjectionExpression');
  if (expression === undefined) return (item) => item;
  const paths = parseProjection(expression, placeholders);
  placeholders.refuseUnused();
  return (item) => project(item, paths);
}
