import { gibibytes } from '../values/byte-size.ts';

/**
 * Limits on the unpacked content of ZIP archives, and of Office documents, which are ZIP archives too. They protect the
 * people who unpack the files later. The app itself unpacks nothing, so encrypted entries, archives in archives, links
 * and names like `../x` mean nothing to it, and it does not check them. It trusts the list of contents, as unpackers
 * do.
 */
export interface ArchiveLimits {
  readonly maxEntries: number;
  readonly maxUnpackedBytes: number;
  /** The highest ratio of unpacked to packed size. Counts from 100 MiB on: a smaller archive does no harm. */
  readonly maxRatio: number;
}

/** A file field's settings for archives: limits other than the defaults, and the size of its files. */
export interface ArchiveRules {
  readonly archive?: Partial<ArchiveLimits> | undefined;
  readonly maxBytes: number;
}

/** Returns the limits of a field: those that its form sets, and defaults for files as large as it accepts. */
export function archiveLimitsOf({ archive, maxBytes }: ArchiveRules): ArchiveLimits {
  const maxUnpackedBytes = Math.max(gibibytes(1), 20 * maxBytes);
  return { maxEntries: 10_000, maxUnpackedBytes, maxRatio: 200, ...archive };
}
