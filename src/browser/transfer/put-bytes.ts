import type { PresignedRequest } from './app-client.ts';
import { type Attempt, retryAfterInMs } from './retry-delay.ts';

/** How the bucket answered. */
export interface BucketAnswer extends Attempt {
  /** S3's error code, for example `BadDigest`; empty when it gave none. */
  readonly code: string;
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
      onBytes(Math.min(loaded, bytes.size));
    };
    xhr.onloadend = () => {
      clearTimeout(stallTimer);
      signal.removeEventListener('abort', giveUp);
      if (xhr.status < 200 || xhr.status >= 300) onBytes(0);
      if (signal.aborted) reject(signal.reason);
      else resolve(bucketAnswer(xhr));
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
  return { status: xhr.status, retryAfterMs: retryAfterInMs(retryAfter ?? null, Date.now()), code };
}
