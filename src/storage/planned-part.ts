/** The bytes `start` to `end` (exclusive) of an object, as long as it has this ETag. */
export interface ObjectRange {
  readonly key: string;
  readonly etag: string;
  readonly start: number;
  readonly end: number;
}

/** A part that S3 copies within the bucket: its bytes do not pass through the app. */
export interface CopiedPart {
  /** The number of the part, from 1. */
  readonly number: number;
  readonly size: number;
  readonly copied: ObjectRange;
}

/** A part that the app reads and sends: bytes of its own, and ranges of objects, one after the other. */
export interface ReadPart {
  readonly number: number;
  readonly size: number;
  readonly content: readonly (Uint8Array | ObjectRange)[];
}

/** A part of an object whose bytes are known beforehand. Any process may send it, and send it again. */
export type PlannedPart = CopiedPart | ReadPart;

/** Returns the number of bytes of a range or of bytes. */
export function byteCount(content: Uint8Array | ObjectRange): number {
  return content instanceof Uint8Array ? content.byteLength : content.end - content.start;
}
