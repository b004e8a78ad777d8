import {
  type Checksum,
  type ChecksumAlgorithm,
  type FullObjectAlgorithm,
  isFullObjectAlgorithm,
  startDigest,
} from '../checksums/algorithm.ts';
import { combineCrcs } from '../checksums/crc-combine.ts';
import type { Slice } from './slice.ts';

/** Slices, and the checksum of their joined bytes. */
interface SummedSlices {
  /** The slices, with the CRCs that had to be computed. */
  readonly slices: readonly Slice[];
  readonly checksum: Checksum;
}

/** Yields the bytes of slices. */
type ReadSlices = (slices: readonly Slice[]) => AsyncIterable<Buffer>;

/** True when the checksum of the slices costs no look at their bytes. */
export function isChecksumKnown(algorithm: ChecksumAlgorithm, slices: readonly Slice[]): boolean {
  return isFullObjectAlgorithm(algorithm) && slices.every(({ crcs }) => crcs[algorithm] !== undefined);
}

/**
 * Returns the checksum of the joined slices. A CRC is combined from those of the slices, and `read` gets only the
 * slices whose CRC is unknown; a SHA needs all bytes.
 */
export async function sumSlices(
  algorithm: ChecksumAlgorithm,
  slices: readonly Slice[],
  read: ReadSlices,
): Promise<SummedSlices> {
  if (!isFullObjectAlgorithm(algorithm)) {
    const value = await digestOf(algorithm, read(slices));
    return { slices, checksum: { algorithm, type: 'FULL_OBJECT', value: value.toString('base64') } };
  }
  const known: Slice[] = [];
  const parts: { digest: Buffer; size: number }[] = [];
  for (const slice of slices) {
    const digest = await crcOf(algorithm, slice, read);
    known.push({ ...slice, crcs: { ...slice.crcs, [algorithm]: digest.toString('base64') } });
    parts.push({ digest, size: slice.size });
  }
  const value = combineCrcs(algorithm, parts).toString('base64');
  return { slices: known, checksum: { algorithm, type: 'FULL_OBJECT', value } };
}

async function crcOf(algorithm: FullObjectAlgorithm, slice: Slice, read: ReadSlices): Promise<Buffer> {
  const known = slice.crcs[algorithm];
  return known === undefined ? digestOf(algorithm, read([slice])) : Buffer.from(known, 'base64');
}

async function digestOf(algorithm: ChecksumAlgorithm, bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const digest = startDigest(algorithm);
  for await (const chunk of bytes) digest.update(chunk);
  return digest.digest();
}
