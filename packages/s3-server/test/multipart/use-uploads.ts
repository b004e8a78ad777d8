import {
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { TestServer, testBucketName, uniqueKey } from '../test-server.ts';

export const minPartBytes = 5 * 1024 ** 2;
export const first = Buffer.alloc(minPartBytes, 'first part ');
export const last = Buffer.from('and the last one');
export const whole = Buffer.concat([first, last]);

/** Returns a bucket for a file of tests, a key for each of them, and the multipart operations on it. */
export function useUploads() {
  let testServer: TestServer;
  let at: { Bucket: string; Key: string };
  beforeAll(async () => {
    testServer = await TestServer.start();
  });
  afterAll(() => testServer.close());
  beforeEach(() => {
    at = { Bucket: testBucketName, Key: uniqueKey() };
  });

  const create = async (more: object = {}) =>
    (await testServer.client.send(new CreateMultipartUploadCommand({ ...at, ...more }))).UploadId;
  const send = async (
    UploadId: string | undefined,
    PartNumber: number,
    Body: Buffer,
    more: object = {},
  ): Promise<CompletedPart> => {
    const { $metadata: _, ...told } = await testServer.client.send(
      new UploadPartCommand({ ...at, UploadId, PartNumber, Body, ...more }),
    );
    return { PartNumber, ...told };
  };
  const complete = (UploadId: string | undefined, Parts: CompletedPart[], more: object = {}) =>
    testServer.client.send(
      new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts }, ...more }),
    );
  const parts = async (UploadId: string | undefined, more: object = {}) =>
    testServer.client.send(new ListPartsCommand({ ...at, UploadId, ...more }));

  const copy = async (
    UploadId: string | undefined,
    PartNumber: number,
    sourceKey: string,
    more: object = {},
  ): Promise<CompletedPart> => {
    const { CopyPartResult: told } = await testServer.client.send(
      new UploadPartCopyCommand({
        ...at,
        UploadId,
        PartNumber,
        CopySource: `${testBucketName}/${encodeURIComponent(sourceKey)}`,
        ...more,
      }),
    );
    const { LastModified: _, ...part } = told ?? {};
    return { PartNumber, ...part };
  };

  async function begun(more: object = {}): Promise<{ id: string | undefined; sent: CompletedPart[] }> {
    const id = await create(more);
    return { id, sent: [await send(id, 1, first, more), await send(id, 2, last, more)] };
  }

  return {
    testServer: () => testServer,
    at: () => at,
    create,
    send,
    /** Copies an object of the bucket, or a range of it, as a part. */
    copy,
    complete,
    parts,
    /** Starts an upload and sends two parts. */
    begun,
  };
}
