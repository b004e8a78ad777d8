import { PutObjectCommand } from '@aws-sdk/client-s3';
import { type BucketClient, slowResponse } from './bucket-client.ts';
import { abortAfterGrace, objectExists, writeIfConditionHolds } from './conditional-write.ts';
import { PartBuffers } from './part-buffers.ts';
import { type SpillHeaders, storedHeaders } from './spill-headers.ts';
import { putInParts } from './spill-multipart.ts';
import { type CutPart, cutParts } from './spill-parts.ts';

/** A body that is being produced, and its object. */
export interface SpillToWrite {
  readonly key: string;
  readonly headers: SpillHeaders;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Ends the write; the parts that were sent are removed. */
  readonly signal: AbortSignal;
}

/** The number of buffers: one is being filled while the others are on their way. */
const buffersAtOnce = 4;

/**
 * Writes a body to an object while the body is being produced: all of it, or nothing. A body that breaks off, a bucket
 * that fails and an aborted `signal` reject and leave no object. The memory taken is that of four parts
 * (`spillPartBytes`). S3 proves each part: its SHA-256 is signed with it.
 *
 * An object that exists at the key stays as it is, which is no error: its key is random, or derived from these very
 * bytes.
 */
export async function writeSpill(client: BucketClient, spill: SpillToWrite): Promise<void> {
  const buffers = new PartBuffers(buffersAtOnce);
  const parts = cutParts(spill.chunks, buffers);
  const { value: first } = await parts.next();
  if (!first) throw new Error('A body was cut into no parts at all.');
  const isMade = first.isLast
    ? await putWhole(client, spill, first)
    : await putInParts(client, spill, startingWith(first, parts), (part) => buffers.release(part.bytes));
  if (!isMade && !(await objectExists(client, spill.key, spill.signal)))
    throw new Error('The bucket neither took a spilled body nor has it.');
}

function putWhole({ s3, name: Bucket }: BucketClient, spill: SpillToWrite, { bytes }: CutPart): Promise<boolean> {
  const command = new PutObjectCommand({
    Bucket,
    Key: spill.key,
    ...storedHeaders(spill.headers),
    Body: bytes,
    IfNoneMatch: '*',
  });
  return writeIfConditionHolds(() => s3.send(command, { ...slowResponse, abortSignal: abortAfterGrace(spill.signal) }));
}

async function* startingWith<Item>(first: Item, rest: AsyncIterable<Item>): AsyncGenerator<Item, void, undefined> {
  yield first;
  yield* rest;
}
