import { invalid } from '../dynamodb-error.ts';
import type { ExpressionKind } from '../expressions/expression-error.ts';
import { Placeholders } from '../expressions/placeholders.ts';
import { type Members, objectMember, textMember } from '../request-members.ts';

/**
 * Returns the placeholders of a request whose operation takes these expressions.
 *
 * @throws DynamoDbError when there are placeholders and no expression
 */
export function readPlaceholders(request: Members, kinds: readonly ExpressionKind[]): Placeholders {
  const names = objectMember(request, 'ExpressionAttributeNames');
  const values = objectMember(request, 'ExpressionAttributeValues');
  if (kinds.every((kind) => textMember(request, kind) === undefined)) {
    if (names) throw invalid('ExpressionAttributeNames can only be specified when using expressions');
    if (values)
      throw invalid(`ExpressionAttributeValues can only be specified when using expressions: ${areNull(kinds)}`);
  }
  return new Placeholders(names, values);
}

function areNull(kinds: readonly ExpressionKind[]): string {
  const withValues = kinds.filter((kind) => kind !== 'ProjectionExpression');
  return `${withValues.join(' and ')} ${withValues.length > 1 ? 'are' : 'is'} null`;
}
