import { type Message, message } from '../messages/message.ts';
import { allEnded } from '../values/all-ended.ts';
import { getItems } from './batch-get.ts';
import { whenConditionHolds } from './condition.ts';
import { getItem, isNew, putItem, removeItem, type Write, writeTogether } from './item.ts';
import { listExpired, listReserved, openItem, openKey, type Reservation, removalOf } from './open-upload.ts';
import type { PreviewRecord } from './preview-record.ts';
import type { ScanRecord } from './scan-record.ts';
import type { Table } from './table.ts';
import type { UploadState } from './upload-state.ts';

/** An upload, from its announcement to the file that a submission holds: one item for its whole life. */
export interface UploadRecord {
  readonly id: string;
  readonly userId: string;
  readonly form: string;
  readonly field: string;
  readonly key: string;
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  /** The checksum in Base64, as the client claimed it and the signature bound it. */
  readonly claimedSha256?: string;
  /** The checksum in Base64, as the client claimed it for a file in parts. */
  readonly claimedCrc32?: string;
  /** S3's id of a multipart upload, for files that are sent in parts. */
  readonly multipartId?: string;
  /** The bytes of each of its parts but the last; absent in records from before it was stored. */
  readonly partSize?: number;
  readonly state: UploadState;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** The ETag of the checked bytes; set when they were checked. */
  readonly etag?: string;
  /** The checksum in Base64, as the bucket has proven it. */
  readonly sha256?: string;
  readonly crc32?: string;
  /**
   * The encoding of a text that was checked, or `null` when it is unknown. Absent for other files, and for texts from
   * before the check existed.
   */
  readonly charset?: string | null;
  /** The hash of the file rules by which the bytes were checked; absent in records from before it was stored. */
  readonly rulesHash?: string;
  /** A sentence for the person; set when the upload was rejected. */
  readonly reason?: Message;
  /** The id of the submission; set when the upload was attached. */
  readonly submissionId?: string;
  /** How far its scan is; absent for a file that is not scanned. */
  readonly scan?: ScanRecord;
  /** Where the bytes of an infected file are, once they have left its key and the history tells about it. */
  readonly quarantined?: 'removed' | 'kept';
  /** The pictures that were made of it; `none` for a file of which none can be made. */
  readonly preview?: PreviewRecord | 'none';
}

/**
 * Stores uploads by id, and counts the open ones of a user.
 *
 * | pk          | sk               | item                                                            |
 * |-------------|------------------|-----------------------------------------------------------------|
 * | `UPLOAD#id` | `UPLOAD`         | an upload; once attached to a submission, a stored file         |
 * | `USER#id`   | `OPEN-UPLOAD#id` | marks an open upload, for counting; removed when it is attached |
 */
export function createUploadRecords(table: Table) {
  return {
    find: (id: string) => getItem<UploadRecord>(table, uploadKey(id)),

    /** Returns uploads, in the order of their ids; `undefined` where there is none. */
    findAll: (ids: readonly string[]) => getItems<UploadRecord>(table, ids.map(uploadKey)),

    /** Records an open upload; returns `false` when its id is in use. */
    add(upload: UploadRecord): Promise<boolean> {
      const item = { ...uploadKey(upload.id), ...upload, ttl: removalOf(upload) };
      return whenConditionHolds(() => writeTogether(table, [{ put: item, onlyIf: isNew }, { put: openItem(upload) }]));
    },

    /**
     * Records an open upload under a new id: the record and its mark side by side. Before the caller has both it gives
     * no one the id, so neither needs the other; after a failure the caller forgets both.
     */
    async begin(upload: UploadRecord): Promise<void> {
      const item = { ...uploadKey(upload.id), ...upload, ttl: removalOf(upload) };
      await allEnded([putItem(table, item, isNew), putItem(table, openItem(upload))]);
    },

    /** Removes an upload that `begin` has recorded and whose id no client got. */
    async forget({ id, userId }: UploadRecord): Promise<void> {
      await allEnded([removeItem(table, uploadKey(id)), removeItem(table, openKey(userId, id))]);
    },

    /** Counts an upload among the open ones before it exists: a later count includes it. */
    reserve: (upload: Reservation): Promise<void> => putItem(table, openItem(upload)),

    /** Removes a reservation. */
    release: ({ userId, id }: Reservation): Promise<void> => removeItem(table, openKey(userId, id)),

    /**
     * Counts the open uploads of a user, up to `limit`, and the bytes that may still arrive. The bytes include those of
     * uploads that are over.
     */
    async countReserved(userId: string, now: string, limit: number): Promise<{ uploads: number; bytes: number }> {
      const reserved = await listReserved(table, userId, now, limit);
      const uploads = reserved.filter((item) => !item.isOver).length;
      return { uploads: Math.min(uploads, limit), bytes: reserved.reduce((sum, { size }) => sum + size, 0) };
    },

    /**
     * Changes a pending upload to `complete` or `rejected`, once. Returns `false` when it is no longer pending. Type
     * and name may change, now that the bytes are known.
     *
     * @param bytesMayComeUntil the end (RFC 3339) of the time for which the size of a rejected upload stays counted,
     * where it does
     */
    async settle(
      upload: UploadRecord,
      facts: Partial<
        Pick<
          UploadRecord,
          'contentType' | 'filename' | 'etag' | 'sha256' | 'crc32' | 'charset' | 'rulesHash' | 'reason'
        >
      >,
      state: 'complete' | 'rejected',
      bytesMayComeUntil?: string,
    ) {
      const settled = { update: uploadKey(upload.id), set: { ...facts, state }, onlyIf: inState('pending') };
      const writes: Write[] = state === 'rejected' ? [settled, endReservation(upload, bytesMayComeUntil)] : [settled];
      return whenConditionHolds(() => writeTogether(table, writes));
    },

    /**
     * Removes an upload unless it was attached; returns `false` then.
     *
     * @param bytesMayComeUntil the end (RFC 3339) of the time for which its size stays counted, where it does
     */
    async remove(upload: UploadRecord, bytesMayComeUntil?: string): Promise<boolean> {
      const update = { update: uploadKey(upload.id), set: { state: 'rejected', reason: message('file-removed') } };
      // A missing attribute is unlike any value, and an update would make an item of what has expired meanwhile.
      const onlyIf = {
        expression: 'attribute_exists(#pk) AND #state <> :attached',
        values: { attached: 'attached' },
      };
      return whenConditionHolds(() =>
        writeTogether(table, [{ ...update, onlyIf }, endReservation(upload, bytesMayComeUntil)]),
      );
    },

    /** Keeps the pictures of an attached file; `false` when it is gone, or a scan has found malware in it. */
    keepPreview({ id, key }: UploadRecord, preview: PreviewRecord | 'none'): Promise<boolean> {
      const isSound = {
        expression: '#key = :key AND #state = :attached AND #scan.#state <> :infected',
        values: { key, attached: 'attached', infected: 'infected' },
      };
      const update = { update: uploadKey(id), set: { preview }, onlyIf: isSound };
      return whenConditionHolds(() => writeTogether(table, [update]));
    },

    /** Lists the ids of a user's uploads that were open at their expiry, before `now`. */
    listExpired: (userId: string, now: string): Promise<string[]> => listExpired(table, userId, now),

    /** Rejects an expired upload, once; returns `false` when it was rejected or attached before. */
    rejectExpired(upload: UploadRecord): Promise<boolean> {
      const isOpen = {
        expression: '#state = :pending OR #state = :complete',
        values: { pending: 'pending', complete: 'complete' },
      };
      const set = { state: 'rejected', reason: message('file-removed') };
      return whenConditionHolds(() => writeTogether(table, [{ update: uploadKey(upload.id), set, onlyIf: isOpen }]));
    },

    /** Removes an expired upload that is rejected, and its mark; one that was attached stays. */
    async forgetExpired(userId: string, id: string): Promise<void> {
      const isGone = {
        expression: 'attribute_not_exists(#pk) OR #state = :rejected',
        values: { rejected: 'rejected' },
      };
      const writes = [{ remove: uploadKey(id), onlyIf: isGone }, { remove: openKey(userId, id) }];
      await whenConditionHolds(() => writeTogether(table, writes));
    },
  };
}

/**
 * Returns the writes that end the reservation of an upload. Its bytes stay counted while a signed URL still accepts
 * them.
 */
export function endReservation({ id, userId, size }: UploadRecord, bytesMayComeUntil: string | undefined): Write {
  if (bytesMayComeUntil === undefined) return { remove: openKey(userId, id) };
  return { put: { ...openItem({ id, userId, size, expiresAt: bytesMayComeUntil }), isOver: true } };
}

const inState = (state: UploadState) => ({ expression: '#state = :expected', values: { expected: state } });

export const uploadKey = (id: string) => ({ pk: `UPLOAD#${id}`, sk: 'UPLOAD' });
