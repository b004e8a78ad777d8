import { crc32 } from 'node:zlib';
import { sideBySide } from '../values/side-by-side.ts';
import type { BucketClient } from './bucket-client.ts';
import { copiesAtOnce } from './copy-pace.ts';
import { encodeCrc32 } from './crc32-header.ts';
import type { MultipartUpload, ReceivedPart } from './multipart-upload.ts';
import type { PartBuffers } from './part-buffers.ts';
import type { PlannedPart } from './planned-part.ts';
import { readContent } from './read-content.ts';
import { copyPart, putPart } from './send-part.ts';

/** How planned parts are sent. */
export interface SendingOptions {
  /** The most bytes of a part that is read. */
  readonly readPartBytes: number;
  /** Ends the work; parts that have arrived stay. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends the parts side by side, and returns them as the bucket has received them.
 * @throws SourceChanged, UploadLost, BucketUnavailable
 */
export function sendPlannedParts(
  client: BucketClient,
  upload: MultipartUpload,
  parts: Iterable<PlannedPart>,
  { readPartBytes, buffers, signal }: SendingOptions & { readonly buffers: PartBuffers },
): Promise<ReceivedPart[]> {
  const send = async (part: PlannedPart, taskSignal: AbortSignal): Promise<ReceivedPart> => {
    if ('copied' in part) return copyPart(client, upload, part, taskSignal);
    const buffer = await buffers.acquire(readPartBytes);
    try {
      const bytes = await readContent(client, part, buffer, taskSignal);
      const received = await putPart(client, upload, { number: part.number, bytes }, taskSignal);
      return { ...received, crc32: received.crc32 ?? encodeCrc32(crc32(bytes)) };
    } finally {
      buffers.release(buffer);
    }
  };
  return sideBySide(parts, send, { atOnce: copiesAtOnce, signal });
}
