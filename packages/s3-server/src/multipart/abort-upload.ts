import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';

/**
 * Answers AbortMultipartUpload. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html
 */
export async function abortUpload({ bucket, request: { key, query } }: Call): Promise<Answer> {
  await bucket.uploads.abort(query.get('uploadId') ?? '', key);
  return { status: 204 };
}
