import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import { requireWriteConditions } from './conditions.ts';

/**
 * Answers DeleteObject: a missing key counts as deleted. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html
 */
export async function deleteObject({ bucket, request }: Call): Promise<Answer> {
  await bucket.objects.change(request.key, (current) => {
    if (request.headers.has('if-match')) requireWriteConditions(request.headers, request.key, current);
    return undefined;
  });
  return { status: 204 };
}
