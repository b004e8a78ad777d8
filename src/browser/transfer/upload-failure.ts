import type { AppResponse } from './app-client.ts';
import type { BucketResponse } from './put-bytes.ts';

/** The remedy for a failure: try again, choose another file, or sign in first and try again. */
export type FailureKind = 'failed' | 'rejected' | 'signed-out';

/** The reason of a failure; the page has a text of this name. */
export type FailureCode =
  | 'signed-out'
  | 'connection-lost'
  | `${'app' | 'storage'}-${'busy' | 'refused'}`
  | 'file-not-accepted'
  | 'file-changed'
  | 'upload-expired'
  | 'piece-lost'
  | 'page-failed';

/** The details of a failure. */
interface FailureDetails {
  /** The app's own sentence, in the language of the page, which people read instead of the code's text. */
  readonly sentence?: string | undefined;
  /** The HTTP status of the refusal. */
  readonly status?: number;
}

/** Raised when an upload has stopped and waiting does not help. */
export class UploadFailure extends Error {
  readonly code: FailureCode;
  readonly kind: FailureKind;
  readonly sentence: string | undefined;
  readonly status: number;

  constructor(code: FailureCode, kind: FailureKind = 'failed', { sentence, status = 0 }: FailureDetails = {}) {
    super(sentence ?? code);
    this.code = code;
    this.kind = kind;
    this.sentence = sentence;
    this.status = status;
  }
}

/** Raised when the app or the bucket no longer has the upload (expired, removed). It has to start anew. */
export class UploadGone extends Error {}

/** Returns the failure for the app's response, in the server's words where it has some. */
export function failureOfApp({ status, body }: AppResponse): UploadFailure {
  if (status === 401) return new UploadFailure('signed-out', 'signed-out');
  // The app would refuse the same size, type or content again.
  const kind = [413, 415, 422].includes(status) ? 'rejected' : 'failed';
  return new UploadFailure(codeOf(status, 'app'), kind, { sentence: body.detail, status });
}

/**
 * Returns the failure for the bucket's response. S3's own words are for engineers, so people see a sentence of ours.
 */
export function failureOfBucket({ status, code }: BucketResponse): UploadFailure {
  // The bytes do not match the claimed checksum: S3 responds with BadDigest, or one of several …Mismatch.
  if (/Digest|Mismatch/.test(code)) return fileChanged();
  return new UploadFailure(codeOf(status, 'storage'), 'failed', { status });
}

/** Returns the failure for a file on the disk that has changed since it was chosen. */
export function fileChanged(): UploadFailure {
  return new UploadFailure('file-changed', 'rejected');
}

function codeOf(status: number, server: 'app' | 'storage'): FailureCode {
  if (status === 0) return 'connection-lost';
  return `${server}-${status === 429 || status >= 500 ? 'busy' : 'refused'}`;
}
