import { UploadPartCommand } from '@aws-sdk/client-s3';
import { type BucketClient, callBucket, slowResponse } from './bucket-client.ts';
import { abortAfterGrace, writeIfConditionHolds } from './conditional-write.ts';
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  type MultipartUpload,
} from './multipart-upload.ts';
import { storedHeaders } from './spill-headers.ts';
import type { CutPart } from './spill-parts.ts';
import { cleanUpMs } from './spill-times.ts';
import type { SpillToWrite } from './spill-write.ts';

interface SentParts {
  readonly parts: readonly { readonly PartNumber: number; readonly ETag: string }[];
  readonly byteLength: number;
}

/**
 * Sends a body of more than one part and completes the upload after the last one. As many parts are sent at a time as
 * there are parts without `release`. Any earlier failure aborts the upload and removes its parts.
 * @param release called with each part as soon as its bytes are needed no more
 * @returns false when there is an object at the key already, or may be
 */
export async function putInParts(
  client: BucketClient,
  { key, headers, signal }: SpillToWrite,
  first: CutPart,
  rest: AsyncGenerator<CutPart, void, undefined>,
  release: (part: CutPart) => void,
): Promise<boolean> {
  const input = { Key: key, ...storedHeaders(headers) };
  const upload = await createMultipartUpload(client, input, { abortSignal: abortAfterGrace(signal) });
  let isMade = false;
  try {
    signal.throwIfAborted();
    const sent = await sendAll(client, upload, first, rest, release, signal);
    const options = { abortSignal: abortAfterGrace(signal) };
    isMade = await writeIfConditionHolds(() => completeMultipartUpload(client, upload, sent, options));
    return isMade;
  } finally {
    if (!isMade) await abortUpload(client, upload);
  }
}

/** Resolves when all parts have arrived. Rejects at the first that fails, once no other part is on its way. */
async function sendAll(
  client: BucketClient,
  upload: MultipartUpload,
  first: CutPart,
  rest: AsyncGenerator<CutPart, void, undefined>,
  release: (part: CutPart) => void,
  signal: AbortSignal,
): Promise<SentParts> {
  const others = new AbortController();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {}); // the loop below may have ended and no longer await it
  const sending: Promise<{ PartNumber: number; ETag: string }>[] = [];
  let byteLength = 0;
  const send = (part: CutPart) => {
    byteLength += part.bytes.byteLength;
    const sent = sendPart(client, upload, part, AbortSignal.any([signal, others.signal]));
    sending.push(sent.finally(() => release(part)));
    sent.catch(failed.reject);
  };
  try {
    send(first);
    for (let isLast = first.isLast; !isLast; ) {
      const { value: part } = await Promise.race([rest.next(), failed.promise]);
      if (part) send(part);
      isLast = part?.isLast ?? true;
    }
    return { parts: await Promise.all(sending), byteLength };
  } catch (error) {
    others.abort(error);
    await Promise.allSettled(sending);
    throw error;
  }
}

async function sendPart(
  { s3 }: BucketClient,
  upload: MultipartUpload,
  { number: PartNumber, bytes }: CutPart,
  abortSignal: AbortSignal,
): Promise<{ PartNumber: number; ETag: string }> {
  const command = new UploadPartCommand({ ...upload, PartNumber, Body: bytes });
  const response = await callBucket(() => s3.send(command, { ...slowResponse, abortSignal }));
  if (!response?.ETag) throw new Error('The bucket has lost a multipart upload under way.');
  return { PartNumber, ETag: response.ETag };
}

/**
 * Aborts the upload. The lifecycle rule for unfinished uploads removes parts that stay; the original error matters
 * more.
 */
async function abortUpload(client: BucketClient, upload: MultipartUpload): Promise<void> {
  const options = { abortSignal: AbortSignal.timeout(cleanUpMs) };
  await abortMultipartUpload(client, upload, options).catch(() => undefined);
}
