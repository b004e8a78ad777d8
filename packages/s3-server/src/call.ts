import type { Answer } from './answer.ts';
import { headerBytes } from './header-bytes.ts';
import { openPayload, type Payload } from './payload/payload.ts';
import type { ReceivedRequest } from './request.ts';
import type { Authentication } from './signature/authenticate.ts';
import type { Bucket } from './storage/bucket.ts';
import type { Buckets } from './storage/buckets.ts';

/** An authenticated request with everything that an operation needs. */
export interface Call {
  readonly request: ReceivedRequest;
  /** The headers, and the `x-amz-*` headers that a presigned URL carries in its query. */
  readonly headers: ReadonlyMap<string, string>;
  readonly buckets: Buckets;
  /** The bucket that the request names. Reading it throws NoSuchBucket. */
  readonly bucket: Bucket;
  readonly region: string;
  readonly now: Date;
  /** Opens the body. */
  payload(): Payload;
  /** Opens the body of a request with checksum headers that do not describe the body. */
  documentPayload(): Payload;
}

/**
 * Carries out a call.
 *
 * @throws S3Error for every request that S3 would refuse
 */
export type Operation = (call: Call) => Promise<Answer> | Answer;

/** The server's facts that do not depend on the request. */
export interface CallContext {
  readonly buckets: Buckets;
  readonly region: string;
  readonly now: () => Date;
}

/** Makes the call of an authenticated request. */
export function createCall(
  request: ReceivedRequest,
  authentication: Authentication,
  { buckets, region, now }: CallContext,
): Call {
  const headers = withHoisted(request);
  return {
    request,
    headers,
    buckets,
    region,
    now: now(),
    get bucket() {
      return buckets.get(request.bucket);
    },
    payload: () => openPayload(request, headers, authentication),
    documentPayload: () => openPayload(request, withoutChecksums(headers), authentication),
  };
}

/**
 * Returns the headers with the query's `x-amz-*`. Presigners move them into the query, where they are signed as well
 * and mean the same.
 */
function withHoisted(request: ReceivedRequest): ReadonlyMap<string, string> {
  const hoisted = [...request.query]
    .filter(([name]) => /^x-amz-(?!date$)/i.test(name))
    .map(([name, value]) => [name.toLowerCase(), headerBytes(name, value)] as const);
  return new Map([...hoisted, ...request.headers]);
}

function withoutChecksums(headers: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...headers].filter(([name]) => !/^x-amz-(sdk-)?checksum-/.test(name)));
}
