import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { type BucketClient, callBucket, slowResponse } from './bucket-client.ts';
import { abortAfterGrace, writeIfConditionHolds } from './conditional-write.ts';
import { storedHeaders } from './spill-headers.ts';
import type { CutPart } from './spill-parts.ts';
import { cleanUpMs } from './spill-times.ts';
import type { SpillToWrite } from './spill-write.ts';

/** The identity of a multipart upload, as S3's commands name it. */
interface Upload {
  readonly Bucket: string;
  readonly Key: string;
  readonly UploadId: string;
}

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
  const { s3, name: Bucket } = client;
  const begin = new CreateMultipartUploadCommand({ Bucket, Key: key, ...storedHeaders(headers) });
  const begun = await callBucket(() => s3.send(begin, { abortSignal: abortAfterGrace(signal) }));
  if (!begun?.UploadId) throw new Error('The bucket started a multipart upload without an id.');
  const upload = { Bucket, Key: key, UploadId: begun.UploadId };
  let isMade = false;
  try {
    signal.throwIfAborted();
    const sent = await sendAll(client, upload, first, rest, release, signal);
    isMade = await complete(client, upload, sent, abortAfterGrace(signal));
    return isMade;
  } finally {
    if (!isMade) await abortUpload(client, upload);
  }
}

/** Resolves when all parts have arrived. Rejects at the first that fails, once no other part is on its way. */
async function sendAll(
  client: BucketClient,
  upload: Upload,
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
  upload: Upload,
  { number: PartNumber, bytes }: CutPart,
  abortSignal: AbortSignal,
): Promise<{ PartNumber: number; ETag: string }> {
  const command = new UploadPartCommand({ ...upload, PartNumber, Body: bytes });
  const response = await callBucket(() => s3.send(command, { ...slowResponse, abortSignal }));
  if (!response?.ETag) throw new Error('The bucket has lost a multipart upload under way.');
  return { PartNumber, ETag: response.ETag };
}

function complete(
  { s3 }: BucketClient,
  upload: Upload,
  { parts, byteLength }: SentParts,
  abortSignal: AbortSignal,
): Promise<boolean> {
  const command = new CompleteMultipartUploadCommand({
    ...upload,
    MultipartUpload: { Parts: [...parts] },
    MpuObjectSize: byteLength,
    IfNoneMatch: '*',
  });
  return writeIfConditionHolds(() => s3.send(command, { ...slowResponse, abortSignal }));
}

/**
 * Aborts the upload. The lifecycle rule for unfinished uploads removes parts that stay; the original error matters
 * more.
 */
async function abortUpload({ s3 }: BucketClient, upload: Upload): Promise<void> {
  await s3
    .send(new AbortMultipartUploadCommand(upload), { abortSignal: AbortSignal.timeout(cleanUpMs) })
    .catch(() => undefined);
}
