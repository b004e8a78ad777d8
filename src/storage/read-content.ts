import { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { BucketUnavailable } from '../problems/errors.ts';
import { sideBySide } from '../values/side-by-side.ts';
import { SourceChanged } from './assembly-errors.ts';
import { type BucketClient, callBucket, hasStatus, slowResponse } from './bucket-client.ts';
import { byteCount, type ObjectRange, type ReadPart } from './planned-part.ts';

/** The number of ranges that are read at a time: a small file takes longer to find than to read. */
const rangesAtOnce = 16;
/** A connection that breaks off in the middle of a range is no outage yet. */
const maxTries = 3;

/** The bytes of a part that a range has, in the part's buffer. */
interface RangeToRead {
  readonly range: ObjectRange;
  readonly target: Buffer;
}

/**
 * Reads the content of a part into a buffer, and returns the filled bytes.
 * @throws SourceChanged, BucketUnavailable
 */
export async function readContent(
  client: BucketClient,
  { content, size }: ReadPart,
  buffer: Buffer,
  signal?: AbortSignal,
): Promise<Buffer> {
  const toRead: RangeToRead[] = [];
  let at = 0;
  for (const stretch of content) {
    const end = at + byteCount(stretch);
    if (stretch instanceof Uint8Array) buffer.set(stretch, at);
    else toRead.push({ range: stretch, target: buffer.subarray(at, end) });
    at = end;
  }
  await sideBySide(toRead, (range, taskSignal) => readPersistently(client, range, taskSignal), {
    atOnce: rangesAtOnce,
    signal,
  });
  return buffer.subarray(0, size);
}

async function readPersistently(client: BucketClient, range: RangeToRead, signal: AbortSignal): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await readOnce(client, range, signal);
    } catch (error) {
      if (!(error instanceof BucketUnavailable) || tries === maxTries || signal.aborted) throw error;
    }
  }
}

async function readOnce(
  { s3, name: Bucket }: BucketClient,
  { range: { key, etag, start, end }, target }: RangeToRead,
  abortSignal: AbortSignal,
): Promise<void> {
  const command = new GetObjectCommand({ Bucket, Key: key, IfMatch: etag, Range: `bytes=${start}-${end - 1}` });
  try {
    const filled = await callBucket(async () => {
      const { Body } = await s3.send(command, { ...slowResponse, abortSignal });
      // A web stream of it would keep far more of the body in memory.
      return fill(target, Body instanceof Readable ? Body : Body?.transformToWebStream());
    });
    if (filled === target.byteLength) return;
    if (filled !== undefined)
      throw new BucketUnavailable('The bucket sent another number of bytes than it was asked for.');
  } catch (error) {
    if (!hasStatus(error, 412)) throw error;
  }
  throw new SourceChanged(key);
}

/**
 * Writes a body into a buffer as it arrives, and returns the number of its bytes, which may be larger. The memory of
 * chunks is given back at once: waiting for the garbage collector takes 30 MB more in `bench/export.ts`.
 */
async function fill(target: Buffer, body: AsyncIterable<Uint8Array> | undefined): Promise<number> {
  let at = 0;
  for await (const chunk of body ?? []) {
    const { byteLength, buffer } = chunk;
    if (at + byteLength <= target.byteLength) target.set(chunk, at);
    at += byteLength;
    // Only memory that is all of this chunk: Node shares some among small ones.
    if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
  }
  return at;
}
