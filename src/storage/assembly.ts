import { type BucketClient, callBucket } from './bucket-client.ts';
import { type FinishResult, finishAssembly, type PlannedObject } from './finish-assembly.ts';
import {
  abortMultipartUpload,
  createMultipartUpload,
  listParts,
  type MultipartIdentity,
  multipartUploadAt,
  type ReceivedPart,
  wholeChecksum,
} from './multipart-upload.ts';
import type { PlannedPart } from './planned-part.ts';
import { type FilledPart, putPart } from './send-part.ts';
import { type SendingOptions, sendPlannedParts } from './send-planned-parts.ts';
import { SharedPartBuffers } from './shared-part-buffers.ts';

/** An object whose parts any number of processes send. */
export interface StartedAssembly extends MultipartIdentity {
  /**
   * True when the bucket proves the CRC-32 of the whole object. In a bucket that does not (Ceph 16, older MinIO), send
   * only parts that are read: their bytes are proven one by one.
   */
  readonly isProven: boolean;
}

/** Assembles objects of planned parts, by many processes. Every method may throw `BucketUnavailable`. */
export function createAssembly(client: BucketClient) {
  const uploadAt = (place: MultipartIdentity) => multipartUploadAt(client, place);
  const shared = new SharedPartBuffers();

  return {
    /** Starts an object; its parts stay until `finish`, `abort` or the lifecycle rule. */
    async begin(key: string, contentType: string): Promise<StartedAssembly> {
      const { UploadId, checksumType } = await createMultipartUpload(client, {
        Key: key,
        ContentType: contentType,
        ...wholeChecksum,
      });
      return { key, multipartId: UploadId, isProven: checksumType === wholeChecksum.ChecksumType };
    },

    /** Returns the parts that have arrived, from all pages; undefined when the upload is finished or aborted. */
    listParts: (place: MultipartIdentity): Promise<ReceivedPart[] | undefined> => listParts(client, uploadAt(place)),

    /**
     * Sends planned parts side by side: 64 copies at a time, and reads as far as the buffers reach. Sending a part again
     * changes nothing, also while another process sends it. After a failure no part is under way.
     * @returns the parts, each with its checksum where the bucket or the app knows it
     * @throws SourceChanged, UploadLost
     */
    sendParts: (
      place: MultipartIdentity,
      parts: Iterable<PlannedPart>,
      options: SendingOptions,
    ): Promise<ReceivedPart[]> =>
      shared.lend(options.readPartBytes, (buffers) =>
        sendPlannedParts(client, uploadAt(place), parts, { ...options, buffers }),
      ),

    /**
     * Sends bytes as one part.
     * @throws UploadLost
     */
    sendPart: (place: MultipartIdentity, part: FilledPart): Promise<ReceivedPart> =>
      putPart(client, uploadAt(place), part),

    /**
     * Makes the object, unless it is there already. Its key must be one that no other content has.
     * @throws WrongChecksum when the parts are not the planned bytes: there is no object, and `abort` removes the parts
     */
    finish: (place: StartedAssembly, planned: PlannedObject): Promise<FinishResult> =>
      finishAssembly(client, uploadAt(place), { ...planned, isProven: place.isProven }),

    /** Aborts the upload and removes its parts. An upload that is finished or gone is no error. */
    async abort(place: MultipartIdentity): Promise<void> {
      await callBucket(() => abortMultipartUpload(client, uploadAt(place)));
    },
  };
}
