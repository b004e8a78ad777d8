import type { SignedRequest } from './app-client.ts';
import type { RequestOutcome } from './retry-delay.ts';
import { stopWith } from './stop.ts';

/** The bucket's response. */
export type BucketResponse = Required<RequestOutcome>;

/** True when the bucket has the bytes. */
export function isStored({ status }: BucketResponse): boolean {
  return status >= 200 && status < 300;
}

/**
 * True when the bucket rejected the signature, not the bytes. S3 responds with 400 when the signer's own credentials
 * have expired.
 */
export function isExpired({ status, code }: BucketResponse): boolean {
  return status === 403 || code === 'ExpiredToken';
}

/** The silence after which a request ends with status 0. */
const stallMs = 30_000;

/** The options of one request. */
export interface PutOptions {
  readonly signal: AbortSignal;
  /** Called with the bytes of this request that are on their way; 0 when it failed. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Sends bytes with exactly the method, URL and headers of a presigned request. It uses XMLHttpRequest, because `fetch`
 * does not report progress. It reads no response header: of those that matter the bucket's CORS shows only `ETag`.
 *
 * @throws the signal's reason when the caller has cancelled.
 */
export function putBytes(request: SignedRequest, bytes: Blob, options: PutOptions): Promise<BucketResponse> {
  const { signal, onBytes } = options;
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const stop = stopWith(signal);
    stop.signal.addEventListener('abort', () => xhr.abort());
    let stallTimer: ReturnType<typeof setTimeout>;
    const expectProgress = () => {
      clearTimeout(stallTimer);
      stallTimer = setTimeout(() => stop.abort(), stallMs);
    };
    xhr.upload.onprogress = ({ loaded }) => {
      expectProgress();
      onBytes(loaded);
    };
    xhr.onloadend = () => {
      clearTimeout(stallTimer);
      const response = toBucketResponse(xhr);
      // Not before: a request that is aborted after its end loses its response.
      stop.abort();
      if (!isStored(response)) onBytes(0);
      if (signal.aborted) reject(signal.reason);
      else resolve(response);
    };
    xhr.open(request.method, request.url);
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    expectProgress();
    xhr.send(bytes);
  });
}

function toBucketResponse(xhr: XMLHttpRequest): BucketResponse {
  const code = /<Code>(\w+)</.exec(xhr.responseText)?.[1] ?? '';
  return { status: xhr.status, retryAfterMs: 0, code };
}
