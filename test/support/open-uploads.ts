import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../src/records/table.ts';

/** Returns the marks of a user's open uploads that have not expired, as the table holds them. */
export async function openUploadsOf(
  { documents, name: TableName }: Table,
  userId: string,
  now = new Date(),
): Promise<{ id: string; size: number }[]> {
  const found = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': `USER#${userId}`, ':prefix': 'OPEN-UPLOAD#' },
      ConsistentRead: true,
    }),
  );
  // The marks are as `upload-records.ts` writes them.
  const marks = (found.Items ?? []) as { id: string; size: number; expiresAt: string; isOver?: true }[];
  return marks.filter(({ expiresAt, isOver }) => !isOver && expiresAt > now.toISOString());
}
