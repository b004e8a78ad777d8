import type { Call } from '../call.ts';
import type { DigestName } from '../payload/payload.ts';
import { digestOf, type StagedBlob } from '../storage/blobs.ts';
import type { PartRecord } from '../storage/record.ts';
import { readPartNumber } from './part-number.ts';

/** A part before its bytes have come. */
export interface NewPart {
  readonly bytes: AsyncIterable<Buffer>;
  /** Further digests that `verify` needs. */
  readonly digests: Iterable<DigestName>;
  /** Throws when the bytes differ from the claims. */
  verify(staged: StagedBlob): void;
}

/** Receives, verifies, and only then keeps the part of the upload that the query names. */
export async function storePart({ bucket, now, request: { key, query } }: Call, part: NewPart): Promise<PartRecord> {
  const number = readPartNumber(query.get('partNumber') ?? '');
  const uploadId = query.get('uploadId') ?? '';
  const { algorithm } = bucket.uploads.get(uploadId, key).record;
  const staged = await bucket.blobs.stage(part.bytes, ['MD5', algorithm, ...part.digests]);
  try {
    part.verify(staged);
    const record: PartRecord = {
      number,
      etag: digestOf(staged, 'MD5').toString('hex'),
      modifiedAt: now.toISOString(),
      checksum: { algorithm, type: 'FULL_OBJECT', value: digestOf(staged, algorithm).toString('base64') },
      blob: staged.blob,
    };
    await bucket.uploads.keepPart(uploadId, key, record);
    return record;
  } catch (error) {
    await bucket.blobs.remove([staged.blob]);
    throw error;
  }
}
