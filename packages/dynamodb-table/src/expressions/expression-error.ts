import { type DynamoDbError, invalid } from '../dynamodb-error.ts';

/** The parameters that are expressions, by their names in requests. */
export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  | 'UpdateExpression';

/** Returns the error for an expression that cannot be used. */
export function invalidExpression(kind: ExpressionKind, reason: string): DynamoDbError {
  return invalid(`Invalid ${kind}: ${reason}`);
}
