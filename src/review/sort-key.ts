import type { FieldValue } from '../records/submission-records.ts';
import { firstBytes } from '../values/first-bytes.ts';
import { foldCase } from '../values/fold-case.ts';

/** The bytes of a text that count for its place. */
const maxSortBytes = 60;

/**
 * Returns a text whose place among others is that of the value. Numbers stand by size, texts without regard to case and
 * marks. A missing value comes first. It has no "#", which separates the parts of a key.
 */
export function sortKey(value: FieldValue | undefined): string {
  if (typeof value === 'number') return `1${orderedHex(value)}`;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value === null || value === undefined || value === '') return '';
  return `2${firstBytes(foldCase(value).replace(/[\s#]+/g, ' '), maxSortBytes)}`;
}

/** Returns a double in 16 hex digits that sort as numbers do. The sign is turned, and of negatives every bit. */
function orderedHex(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value === 0 ? 0 : value); // of minus zero too
  const bits = bytes.readBigUInt64BE();
  const isNegative = bits >> 63n === 1n;
  const ordered = isNegative ? ~bits & 0xffff_ffff_ffff_ffffn : bits | (1n << 63n);
  return ordered.toString(16).padStart(16, '0');
}
