import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { newId } from '../values/id.ts';
import { type BucketClient, callBucket } from './bucket-client.ts';
import { objectExists } from './conditional-write.ts';
import { acquireLease, type ReleaseLease } from './lease.ts';
import type { Presign } from './presign.ts';
import { type SpillHeaders, signedHeaders } from './spill-headers.ts';
import { type SpillToWrite, writeSpill } from './spill-write.ts';

/** The prefix of spilled responses: a lifecycle rule removes the objects below it after a day. */
export const spillPrefix = 'spills/';

/**
 * Stores responses that were too large for the function as objects. Every method may throw `BucketUnavailable`, also
 * when its signal is aborted.
 */
export function createSpillObjects(client: BucketClient, presign: Presign, clock: () => Date) {
  return {
    /**
     * Returns the key for a name; without a name, a key that cannot be guessed. It changes with the day (UTC): the
     * lifecycle rule removes an object at the first midnight after it is a day old, and so only under keys of earlier
     * days.
     * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
     */
    async key(name: string = newId()): Promise<string> {
      return `${spillPrefix}${clock().toISOString().slice(0, 10)}/${name}`;
    },

    isThere: (key: string, signal: AbortSignal): Promise<boolean> => objectExists(client, key, signal),

    /** Acquires a lease on the key; undefined when another process is making the object. */
    claim(key: string, until: Date, signal: AbortSignal): Promise<ReleaseLease | undefined> {
      return acquireLease(client, { key, until, now: clock(), signal });
    },

    /** Writes the whole body as it arrives, or nothing. */
    write: (spill: SpillToWrite): Promise<void> => writeSpill(client, spill),

    /** Removes an object; a missing object is no error. */
    async remove(key: string, signal: AbortSignal): Promise<void> {
      const command = new DeleteObjectCommand({ Bucket: client.name, Key: key });
      await callBucket(() => client.s3.send(command, { abortSignal: signal }));
    },

    /**
     * Returns a signed address of the object, whose response has these headers. It is valid for
     * `signedRequestLifetimeSeconds`.
     */
    async address(key: string, headers: SpillHeaders): Promise<string> {
      const { url } = await presign({ method: 'GET', key, query: signedHeaders(headers) });
      return url;
    },
  };
}
