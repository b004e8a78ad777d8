/** An object whose content an entry has, as long as the object has this ETag. */
export interface EntryObject {
  readonly key: string;
  readonly etag: string;
}

/** A file of an archive. All of it is known before the first byte of the archive is written. */
export interface ArchiveEntry {
  /** The path in the archive, as `EntryPaths` makes them. */
  readonly path: string;
  /** The number of bytes of the content. */
  readonly size: number;
  /** The CRC-32 of the content, an unsigned number. */
  readonly crc32: number;
  /** The time of the file, in seconds since 1970. */
  readonly modifiedAt: number;
  /** The content: an object of the bucket, or a few bytes of the list itself. */
  readonly content: EntryObject | Uint8Array;
}

/**
 * The entries of an archive, in the order in which people see them. It can be gone through several times and gives the
 * same entries each time, so that no caller holds them all.
 */
export type ArchiveList = Iterable<ArchiveEntry>;
