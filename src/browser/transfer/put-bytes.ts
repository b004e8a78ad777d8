import type { PresignedRequest } from './app-client.ts';
import type { Attempt } from './retry-delay.ts';
import { stopWith } from './stop.ts';

/** How the bucket answered. */
export type BucketAnswer = Required<Attempt>;

/** Whether the bucket has the bytes. */
export function isStored({ status }: BucketAnswer): boolean {
  return status >= 200 && status < 300;
}

/**
 * Whether the bucket refused the signature, not the bytes. S3 says 400 when the signer's own credentials have expired.
 */
export function isExpired({ status, code }: BucketAnswer): boolean {
  return status === 403 || code === 'ExpiredToken';
}

/** Silence after which a request is given up, as status 0. */
const stallMs = 30_000;

/** How bytes are sent. */
export interface PutOptions {
  readonly signal: AbortSignal;
  /** Told how many bytes of this request are on their way; 0 when it ended badly. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Sends bytes with exactly the method, URL and headers of a presigned request. XMLHttpRequest, because `fetch` does not
 * tell how much was sent. No response header is read: of those that matter the bucket's CORS shows only `ETag`.
 *
 * @throws the signal's reason when the caller gave up.
 */
export function putBytes(request: PresignedRequest, bytes: Blob, options: PutOptions): Promise<BucketAnswer> {
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
      const answer = bucketAnswer(xhr);
      // Not before: a request that is aborted after its end forgets its answer.
      stop.abort();
      if (!isStored(answer)) onBytes(0);
      if (signal.aborted) reject(signal.reason);
      else resolve(answer);
    };
    xhr.open(request.method, request.url);
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    expectProgress();
    xhr.send(bytes);
  });
}

function bucketAnswer(xhr: XMLHttpRequest): BucketAnswer {
  const code = /<Code>(\w+)</.exec(xhr.responseText)?.[1] ?? '';
  return { status: xhr.status, retryAfterMs: 0, code };
}
