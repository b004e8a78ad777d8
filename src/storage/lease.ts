import { DeleteObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { newId } from '../values/id.ts';
import { type BucketClient, callBucket } from './bucket-client.ts';
import { abortAfterGrace, writeIfConditionHolds } from './conditional-write.ts';
import { cleanUpMs } from './spill-times.ts';

/** A request for a lease: one process alone makes the object at a key, until a given time. */
export interface LeaseRequest {
  readonly key: string;
  readonly until: Date;
  readonly now: Date;
  readonly signal: AbortSignal;
}

/** Releases the lease, also when the object was not made. Never rejects: a lease that stays ends by itself. */
export type ReleaseLease = () => Promise<void>;

/**
 * Acquires a lease on a key among all processes. The lease is an object beside the key that only one process can create
 * (`If-None-Match: *`). An expired lease belongs to a process that has died, and is taken over (`If-Match`, so that
 * again only one can).
 * @returns undefined when another process has it
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export async function acquireLease(client: BucketClient, claim: LeaseRequest): Promise<ReleaseLease | undefined> {
  const { s3, name: Bucket } = client;
  const place = { Bucket, Key: `${claim.key}.claim` };
  const owner = newId();
  const release = async () => {
    const abortSignal = AbortSignal.timeout(cleanUpMs);
    await s3.send(new DeleteObjectCommand(place), { abortSignal }).catch(() => undefined);
  };
  const write = (condition: { IfNoneMatch: '*' } | { IfMatch: string }) => {
    // Each lease has another body, so that their ETags differ.
    const Metadata = { owner, until: String(claim.until.getTime()) };
    const command = new PutObjectCommand({ ...place, ...condition, Body: owner, Metadata });
    return writeIfConditionHolds(() => s3.send(command, { abortSignal: abortAfterGrace(claim.signal) }));
  };
  if (await write({ IfNoneMatch: '*' })) return release;
  const other = await callBucket(() => s3.send(new HeadObjectCommand(place), { abortSignal: claim.signal }));
  if (!other?.ETag) return undefined;
  if (other.Metadata?.owner === owner) return release; // the first try had succeeded and only its response was lost
  if (Number(other.Metadata?.until) > claim.now.getTime()) return undefined;
  return (await write({ IfMatch: other.ETag })) ? release : undefined;
}
