import { type Checksum, isFullObjectAlgorithm } from '../checksums/algorithm.ts';
import type { ObjectRecord, PartRecord } from './record.ts';
import type { KnownCrcs, Slice } from './slice.ts';

/** A whole file, as records listed them before there were slices. */
interface WholeBlob {
  readonly id: string;
  readonly size: number;
}

type StoredObject = ObjectRecord | (Omit<ObjectRecord, 'slices'> & { readonly blobs: readonly WholeBlob[] });
type StoredPart = PartRecord | (Omit<PartRecord, 'slices'> & { readonly blob: WholeBlob });

/** Reads the record of an object, of this shape or of the one before. */
export function parseObjectRecord(text: string): ObjectRecord {
  // Written by `Objects`, of this version or of the one before.
  const stored = JSON.parse(text) as StoredObject;
  if ('slices' in stored) return stored;
  const { blobs, ...record } = stored;
  const crcs = blobs.length === 1 ? crcsFrom(record.checksum) : {};
  return { ...record, slices: blobs.map((blob) => sliceOf(blob, crcs)) };
}

/** Reads the record of a part, of this shape or of the one before. */
export function parsePartRecord(text: string): PartRecord {
  // Written by `Uploads`, of this version or of the one before.
  const stored = JSON.parse(text) as StoredPart;
  if ('slices' in stored) return stored;
  const { blob, ...record } = stored;
  return { ...record, slices: [sliceOf(blob, crcsFrom(record.checksum))] };
}

function sliceOf({ id, size }: WholeBlob, crcs: KnownCrcs): Slice {
  return { id, start: 0, size, crcs };
}

function crcsFrom(checksum: Checksum | undefined): KnownCrcs {
  if (checksum?.type !== 'FULL_OBJECT' || !isFullObjectAlgorithm(checksum.algorithm)) return {};
  return { [checksum.algorithm]: checksum.value };
}
