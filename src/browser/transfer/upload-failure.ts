import type { AppResponse } from './app-client.ts';
import type { BucketResponse } from './put-bytes.ts';

/** The remedy for a failure: try again, choose another file, or sign in first and try again. */
export type FailureKind = 'failed' | 'rejected' | 'signed-out';

/** Raised when an upload has stopped and waiting does not help. The message is a sentence for the person. */
export class UploadFailure extends Error {
  readonly kind: FailureKind;

  constructor(message: string, kind: FailureKind = 'failed') {
    super(message);
    this.kind = kind;
  }
}

/** Raised when the app or the bucket no longer has the upload (expired, removed). It has to start anew. */
export class UploadGone extends Error {}

/** Returns the failure for the app's response, in the server's words where it has some. */
export function failureOfApp({ status, body }: AppResponse): UploadFailure {
  if (status === 401)
    return new UploadFailure('You are signed out. Sign in, come back and choose “Try again”.', 'signed-out');
  // The app would refuse the same size, type or content again.
  const kind = [413, 415, 422].includes(status) ? 'rejected' : 'failed';
  return new UploadFailure(body.detail ?? sentenceFor(status, 'The server'), kind);
}

/**
 * Returns the failure for the bucket's response. S3's own words are for engineers, so people see a sentence of ours.
 */
export function failureOfBucket({ status, code }: BucketResponse): UploadFailure {
  // The bytes do not match the claimed checksum: S3 responds with BadDigest, or one of several …Mismatch.
  if (/Digest|Mismatch/.test(code)) return fileChanged();
  return new UploadFailure(sentenceFor(status, 'The storage'));
}

/** Returns the failure for a file on the disk that has changed since it was chosen. */
export function fileChanged(): UploadFailure {
  return new UploadFailure(
    'The file has changed or cannot be read any more. Remove it and choose it again.',
    'rejected',
  );
}

function sentenceFor(status: number, who: string): string {
  if (status === 0) return 'The connection was lost. Check it, then choose “Try again”.';
  if (status === 429 || status >= 500)
    return `${who} cannot take the file just now. Choose “Try again” in a few minutes.`;
  return `${who} refused the file (${status}). Remove it and choose it again.`;
}
