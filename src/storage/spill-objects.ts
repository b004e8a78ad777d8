import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { newId } from '../values/id.ts';
import { type BucketClient, callBucket } from './bucket-client.ts';
import { objectExists } from './conditional-write.ts';
import { acquireLease, type ReleaseLease } from './lease.ts';
import type { Presign } from './presign.ts';
import { type SpillHeaders, signedHeaders } from './spill-headers.ts';
import { type SpillToWrite, writeSpill } from './spill-write.ts';

/** Where they are: a lifecycle rule removes what is below after a day. */
export const spillPrefix = 'spills/';

/**
 * Answers that were too large for the function, as objects. Every method may raise `BucketUnavailable`, also when its
 * signal is aborted.
 */
export function createSpillObjects(client: BucketClient, presign: Presign, clock: () => Date) {
  return {
    /**
     * The key for a name, or one that nobody can know. It changes with the day (UTC): an object that is found is then
     * never one that the lifecycle rule is about to remove, which happens at the first midnight after it is a day old.
     * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html
     */
    async key(name: string = newId()): Promise<string> {
      return `${spillPrefix}${clock().toISOString().slice(0, 10)}/${name}`;
    },

    isThere: (key: string, signal: AbortSignal): Promise<boolean> => objectExists(client, key, signal),

    /** Undefined when somebody else makes the object at the key just now. */
    claim(key: string, until: Date, signal: AbortSignal): Promise<ReleaseLease | undefined> {
      return acquireLease(client, { key, until, now: clock(), signal });
    },

    /** All or nothing, as it comes. */
    write: (spill: SpillToWrite): Promise<void> => writeSpill(client, spill),

    /** Removing what is not there is no error. */
    async remove(key: string, signal: AbortSignal): Promise<void> {
      const command = new DeleteObjectCommand({ Bucket: client.name, Key: key });
      await callBucket(() => client.s3.send(command, { abortSignal: signal }));
    },

    /** A signed address of the object, good for `signedRequestLifetimeSeconds`, whose answer has these headers. */
    async address(key: string, headers: SpillHeaders): Promise<string> {
      const { url } = await presign({ method: 'GET', key, query: signedHeaders(headers) });
      return url;
    },
  };
}
