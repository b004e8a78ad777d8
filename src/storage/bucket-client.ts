import { S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { isConnectionFailure } from '../problems/connection-failure.ts';
import { BucketUnavailable } from '../problems/errors.ts';
import { type BucketSettings, bucketAddress } from './bucket-address.ts';

/** An S3 client, its bucket, and the bucket's address for browsers. */
export interface BucketClient {
  readonly s3: S3Client;
  readonly name: string;
  readonly address: URL;
}

/**
 * The time-out of a usual request; S3 responds within a tenth of a second. A slower request is tried again, twice, and
 * is an outage then: soon enough to tell the user, and to keep the values of their form.
 */
export const usualTimeoutMs = 3000;

/**
 * The time-out of slow requests: S3 receives, copies or joins bytes. It is shorter than that of a request to the app,
 * and a slower request is an outage.
 */
export const slowResponse = { requestTimeout: 25_000 } as const;

/** The most connections to S3: 64 copies at once, and beside them four parts with 16 reads each. */
const maxSockets = 160;

/** Creates the S3 client; the first call opens the connection. */
export function createBucketClient(settings: BucketSettings): BucketClient {
  const { bucketTimeoutMs: requestTimeout = usualTimeoutMs } = settings;
  const s3 = new S3Client({
    region: settings.region,
    ...(settings.s3Endpoint && { endpoint: settings.s3Endpoint, forcePathStyle: true }),
    ...(settings.credentials && { credentials: settings.credentials }),
    requestHandler: {
      connectionTimeout: (requestTimeout * 2) / 3,
      requestTimeout,
      throwOnRequestTimeout: true,
      httpAgent: { maxSockets },
      httpsAgent: { maxSockets },
    },
    // The default would put the CRC-32 of an empty body into every presigned PUT, and S3 would hold the browser to it
    // (aws-sdk-js-v3#6810).
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  return { s3, name: settings.bucketName, address: bucketAddress(settings) };
}

/**
 * Runs one call to the bucket, and returns `undefined` when the object does not exist. A response without a result
 * (5xx, throttling, no connection, time-out, half a document) becomes `BucketUnavailable`; any other error is a defect
 * of the app and stays as it is.
 */
export async function callBucket<Result>(call: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isConnectionFailure(error)) throw new BucketUnavailable('The bucket could not be reached.', { cause: error });
    if (hasStatus(error, 404)) return undefined;
    if (hasNoResult(error)) throw new BucketUnavailable('The bucket did not answer the question.', { cause: error });
    throw error;
  }
}

/** True when S3 has responded with one of these statuses: 412, for example, when a condition does not hold. */
export function hasStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof S3ServiceException && statuses.includes(error.$metadata.httpStatusCode ?? 0);
}

/**
 * True when an error says nothing about the object. `RequestTimeout` is a 400 by which S3 says that it has not received
 * all of the request.
 */
function hasNoResult(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof S3ServiceException) {
    const { httpStatusCode = 500 } = error.$metadata;
    return httpStatusCode >= 500 || httpStatusCode === 429 || error.name === 'RequestTimeout';
  }
  // The SDK throws plain errors for a success without a body (as a 503), and for a response that it cannot parse (with
  // that response).
  return '$response' in error || isServerError(error);
}

function isServerError(error: Error & { $metadata?: { httpStatusCode?: number } }): boolean {
  return (error.$metadata?.httpStatusCode ?? 0) >= 500;
}
