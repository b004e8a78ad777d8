import { crc32 } from 'node:zlib';
import { mebibytes } from '../values/byte-size.ts';
import { sideBySide } from '../values/side-by-side.ts';
import type { BucketClient } from './bucket-client.ts';
import { copiesAtOnce } from './copy-pace.ts';
import { encodeCrc32 } from './crc32-header.ts';
import type { MultipartUpload, ReceivedPart } from './multipart-upload.ts';
import type { CopiedPart, PlannedPart, ReadPart } from './planned-part.ts';
import { readContent } from './read-content.ts';
import { copyPart, putPart } from './send-part.ts';
import { PartBuffers } from './spill-buffers.ts';

/** How planned parts are sent. */
export interface SendingOptions {
  /** The most bytes of a part that is read. */
  readonly readPartBytes: number;
  /** Ends the work; parts that have arrived stay. */
  readonly signal?: AbortSignal | undefined;
}

/** The memory for parts that are read: two of 20 MiB, one of 64 MiB. What waits for the garbage collector is as much again. */
const maxBufferBytes = mebibytes(40);

/** A part, and the buffer for its content where it is read. */
type LoadedPart = CopiedPart | { readonly read: ReadPart; readonly buffer: Buffer };

/**
 * Sends the parts side by side, and returns them as the bucket has received them.
 * @throws SourceChanged, UploadLost, BucketUnavailable
 */
export function sendPlannedParts(
  client: BucketClient,
  upload: MultipartUpload,
  parts: Iterable<PlannedPart>,
  { readPartBytes, signal }: SendingOptions,
): Promise<ReceivedPart[]> {
  const buffers = new PartBuffers(Math.max(1, Math.floor(maxBufferBytes / readPartBytes)));
  const send = async (part: LoadedPart, taskSignal: AbortSignal): Promise<ReceivedPart> => {
    if ('copied' in part) return copyPart(client, upload, part, taskSignal);
    try {
      const bytes = await readContent(client, part.read, part.buffer, taskSignal);
      const received = await putPart(client, upload, { number: part.read.number, bytes }, taskSignal);
      return { ...received, crc32: received.crc32 ?? encodeCrc32(crc32(bytes)) };
    } finally {
      buffers.release(part.buffer);
    }
  };
  return sideBySide(loaded(parts, buffers, readPartBytes), send, { atOnce: copiesAtOnce, signal });
}

/** Waits for a buffer before it takes the next part, so that few parts are in memory. */
async function* loaded(
  parts: Iterable<PlannedPart>,
  buffers: PartBuffers,
  bufferBytes: number,
): AsyncGenerator<LoadedPart, void, undefined> {
  for (const part of parts) yield 'copied' in part ? part : { read: part, buffer: await buffers.acquire(bufferBytes) };
}
