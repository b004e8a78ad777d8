import type { AppAnswer } from './app-client.ts';
import type { BucketAnswer } from './put-bytes.ts';

/** What a person can do about it: try again, choose another file, or sign in first and try again. */
export type FailureKind = 'failed' | 'rejected' | 'signed-out';

/** An upload came to a stop that waiting does not end. The message is a sentence for the person. */
export class UploadFailure extends Error {
  readonly kind: FailureKind;

  constructor(message: string, kind: FailureKind = 'failed') {
    super(message);
    this.kind = kind;
  }
}

/** The app or the bucket knows nothing of the upload any more (expired, removed): it has to start anew. */
export class UploadGone extends Error {}

/** Why the app's answer stops an upload: in the server's words where it has some. */
export function failureOfApp({ status, body }: AppAnswer): UploadFailure {
  if (status === 401)
    return new UploadFailure('You are signed out. Sign in, come back and choose “Try again”.', 'signed-out');
  // What the app refuses for its size, type or content, it will refuse again.
  const kind = [413, 415, 422].includes(status) ? 'rejected' : 'failed';
  return new UploadFailure(body.detail ?? sentenceFor(status, 'The server'), kind);
}

/** Why the bucket's answer stops an upload. Its own words are for engineers, so they are not shown. */
export function failureOfBucket({ status, code }: BucketAnswer): UploadFailure {
  // The bytes are not those whose checksum was claimed: S3 says BadDigest, or one of several …Mismatch.
  if (/Digest|Mismatch/.test(code)) return fileChanged();
  return new UploadFailure(sentenceFor(status, 'The storage'));
}

/** The file on the disk is no longer the one that was chosen. */
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
