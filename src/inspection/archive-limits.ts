import { gibibytes } from '../values/byte-size.ts';

/**
 * What ZIP archives, and the Office documents that are such, may unpack to. It is for whoever unpacks them: here
 * nothing ever is, so that encrypted entries, archives in archives, links and names like `../x` mean nothing and are
 * not looked at. What is believed is the list of contents, by which unpackers go too.
 */
export interface ArchiveLimits {
  readonly maxEntries: number;
  readonly maxUnpackedBytes: number;
  /** How many times its own size an archive may unpack to. Counts from 100 MiB on: what is less harms nobody. */
  readonly maxRatio: number;
}

/** What a file field says of archives: its own limits, where they are not the usual, and how large its files may be. */
export interface ArchiveRules {
  readonly archive?: Partial<ArchiveLimits> | undefined;
  readonly maxBytes: number;
}

/** The limits of a field: what its form says, and what is usual for files as large as it accepts. */
export function archiveLimitsOf({ archive, maxBytes }: ArchiveRules): ArchiveLimits {
  const maxUnpackedBytes = Math.max(gibibytes(1), 20 * maxBytes);
  return { maxEntries: 10_000, maxUnpackedBytes, maxRatio: 200, ...archive };
}
