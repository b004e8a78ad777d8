import type { ChecksumAlgorithm } from '../checksums/algorithm.ts';
import type { DigestName } from '../payload/payload.ts';
import { digestOf, type StagedBlob } from '../storage/blobs.ts';
import type { Bucket } from '../storage/bucket.ts';
import type { Attributes, ObjectRecord } from '../storage/record.ts';

/** An object before its bytes have come. */
export interface NewObject {
  readonly key: string;
  readonly attributes: Attributes;
  readonly modifiedAt: Date;
  readonly bytes: AsyncIterable<Buffer>;
  /** The checksum that the object keeps. */
  readonly algorithm: ChecksumAlgorithm;
  /** Further digests that `verify` needs. */
  readonly digests: Iterable<DigestName>;
  /** Throws when the bytes differ from the claims. */
  verify(staged: StagedBlob): void;
  /** Throws when the object may not replace the current one. */
  allow(current: ObjectRecord | undefined): void;
}

/** Receives, verifies, and only then makes the object visible. */
export async function storeObject(bucket: Bucket, object: NewObject): Promise<ObjectRecord> {
  const { key, attributes, algorithm } = object;
  const staged = await bucket.blobs.stage(object.bytes, ['MD5', algorithm, ...object.digests]);
  try {
    object.verify(staged);
  } catch (error) {
    await bucket.blobs.remove([staged.slice]);
    throw error;
  }
  const record: ObjectRecord = {
    ...attributes,
    key,
    size: staged.slice.size,
    etag: digestOf(staged, 'MD5').toString('hex'),
    modifiedAt: object.modifiedAt.toISOString(),
    checksum: { algorithm, type: 'FULL_OBJECT', value: digestOf(staged, algorithm).toString('base64') },
    slices: [staged.slice],
  };
  return keepObject(bucket, record, object.allow);
}

/** Makes an object of a record and its slices, if the current object allows it; else removes the slices. */
export async function keepObject(
  bucket: Bucket,
  record: ObjectRecord,
  allow: (current: ObjectRecord | undefined) => void,
): Promise<ObjectRecord> {
  try {
    await bucket.objects.change(record.key, (current) => {
      allow(current);
      return record;
    });
    return record;
  } catch (error) {
    await bucket.blobs.remove(record.slices);
    throw error;
  }
}
