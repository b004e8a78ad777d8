import { openUploadsOf } from '../support/open-uploads.ts';
import type { TestApp } from '../support/test-app.ts';

/** Returns the numbers of the parts that the bucket has of a user's open upload, of which only one may be in parts. */
export async function partsInBucket(testApp: TestApp, userId: string): Promise<number[]> {
  const { records, bucket, clock } = testApp.dependencies;
  const open = await openUploadsOf(testApp.table, userId, clock());
  const uploads = await Promise.all(open.map(({ id }) => records.uploads.find(id)));
  const parts = await Promise.all(
    uploads.map((upload) =>
      upload?.multipartId ? bucket.multipart.listParts({ key: upload.key, multipartId: upload.multipartId }) : [],
    ),
  );
  return parts.flatMap((list) => list ?? []).map((part) => part.partNumber);
}
