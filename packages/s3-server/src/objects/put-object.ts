import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import { usualAlgorithm } from '../checksums/algorithm.ts';
import { readAttributes } from './attributes.ts';
import { checksumHeaders } from './checksum-headers.ts';
import { requireWriteConditions } from './conditions.ts';
import { storeObject } from './store-object.ts';

/** Answers PutObject. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export async function putObject(call: Call): Promise<Answer> {
  const { bucket, headers, now, request } = call;
  const attributes = readAttributes(headers, bucket.settings);
  const payload = call.payload();
  // Refuses before 5 GB are sent; the check below repeats this.
  requireWriteConditions(headers, request.key, bucket.objects.find(request.key));
  const record = await storeObject(bucket, {
    key: request.key,
    attributes,
    modifiedAt: now,
    bytes: payload.bytes,
    algorithm: payload.algorithm ?? usualAlgorithm,
    digests: payload.digests,
    verify: (staged) => payload.verify(staged.digests),
    allow: (current) => requireWriteConditions(headers, request.key, current),
  });
  return {
    status: 200,
    headers: {
      etag: `"${record.etag}"`,
      ...checksumHeaders(record.checksum),
      'x-amz-server-side-encryption': record.encryption,
    },
  };
}
