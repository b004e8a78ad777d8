/** Raised when the source of a part is gone, or no longer has the ETag that was planned. */
export class SourceChanged extends Error {
  override name = 'SourceChanged';
  /** The key of the source. */
  readonly key: string;

  constructor(key: string) {
    super(`The object ${key} is gone or has changed.`);
    this.key = key;
  }
}

/** Raised when a multipart upload is no longer there: another process has completed or aborted it. */
export class UploadLost extends Error {
  override name = 'UploadLost';
}

/** Raised when the parts of an object do not have the planned CRC-32 together: there is no object. */
export class WrongChecksum extends Error {
  override name = 'WrongChecksum';
}
