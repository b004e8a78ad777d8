import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { type BucketClient, callBucket, slowResponse } from './bucket-client.ts';

/** The prefix of exports and their lists. A lifecycle rule removes the objects below it after a day. */
export const exportPrefix = 'exports/';

/** Stores and reads whole objects that fit into memory. Every method may throw `BucketUnavailable`. */
export function createExportObjects({ s3, name: Bucket }: BucketClient) {
  return {
    /** Stores an object, replacing one with the same key. */
    async put(key: string, bytes: Uint8Array): Promise<void> {
      const command = new PutObjectCommand({ Bucket, Key: key, Body: bytes, ContentType: 'application/octet-stream' });
      await callBucket(() => s3.send(command, slowResponse));
    },

    /** Returns all bytes of an object; `undefined` when there is none. */
    read(key: string): Promise<Uint8Array | undefined> {
      return callBucket(async () => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: key }), slowResponse);
        return Body?.transformToByteArray();
      });
    },
  };
}
