import type { PresignedRequest } from './app-client.ts';
import { type Attempt, retryAfterInMs } from './retry-delay.ts';

/** How the bucket answered. */
export interface BucketAnswer extends Attempt {
  /** S3's error code, for example `BadDigest`; empty when it gave none. */
  readonly code: string;
}

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

/** How bytes are sent. */
export interface PutOptions {
  readonly signal: AbortSignal;
  /** Silence after which the request is given up, as status 0. */
  readonly stallMs: number;
  /** Told how many bytes of this request are on their way; 0 when it ended badly. */
  readonly onBytes: (bytes: number) => void;
}

/**
 * Sends bytes with exactly the method, URL and headers of a presigned request. XMLHttpRequest, because `fetch` does not
 * tell how much was sent. No response header but `Retry-After` is read.
 *
 * @throws the signal's reason when the caller gave up.
 */
export function putBytes(request: PresignedRequest, bytes: Blob, options: PutOptions): Promise<BucketAnswer> {
  const { signal, stallMs, onBytes } = options;
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    let stallTimer: ReturnType<typeof setTimeout>;
    const expectProgress = () => {
      clearTimeout(stallTimer);
      stallTimer = setTimeout(() => xhr.abort(), stallMs);
    };
    const giveUp = () => xhr.abort();
    xhr.upload.onprogress = ({ loaded }) => {
      expectProgress();
      onBytes(loaded);
    };
    xhr.onloadend = () => {
      clearTimeout(stallTimer);
      signal.removeEventListener('abort', giveUp);
      const answer = bucketAnswer(xhr);
      if (!isStored(answer)) onBytes(0);
      if (signal.aborted) reject(signal.reason);
      else resolve(answer);
    };
    xhr.open(request.method, request.url);
    for (const [name, value] of Object.entries(request.headers)) xhr.setRequestHeader(name, value);
    signal.addEventListener('abort', giveUp);
    expectProgress();
    xhr.send(bytes);
  });
}

function bucketAnswer(xhr: XMLHttpRequest): BucketAnswer {
  // Asking for one header that CORS hides would be an error in the console; the list of all leaves it out.
  const retryAfter = /^retry-after: *(.+)$/im.exec(xhr.getAllResponseHeaders())?.[1];
  const code = /<Code>(\w+)</.exec(xhr.responseText)?.[1] ?? '';
  return { status: xhr.status, retryAfterMs: retryAfterInMs(retryAfter, Date.now()), code };
}
