import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  type ListMultipartUploadsCommandOutput,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { testBucketName, told, uniqueKey } from '../test-server.ts';
import { last, useUploads } from './use-uploads.ts';

const { at, create, parts, send, testServer } = useUploads();

describe('ListParts and ListMultipartUploads', () => {
  it('more than 1,000 parts, gives pages', async () => {
    const id = await create();
    const url = await testServer().presign(new UploadPartCommand({ ...at(), UploadId: id, PartNumber: 1 }));
    expect(told(await testServer().raw('PUT', url, {}, 'x'))).toBe('200');
    for (const number of [3, 2, 7]) await send(id, number, last);
    const page = await parts(id, { MaxParts: 2 });
    expect(page).toMatchObject({
      IsTruncated: true,
      NextPartNumberMarker: '2',
      Parts: [{ PartNumber: 1 }, { PartNumber: 2 }],
    });
    expect(await parts(id, { PartNumberMarker: '2' })).toMatchObject({
      IsTruncated: false,
      Parts: [{ PartNumber: 3 }, { PartNumber: 7 }],
    });
  });

  it('uploads of several keys, gives pages by key and id', async () => {
    const prefix = uniqueKey();
    const begin = async (name: string) =>
      (
        await testServer().client.send(
          new CreateMultipartUploadCommand({ Bucket: testBucketName, Key: `${prefix}/${name}` }),
        )
      ).UploadId;
    const ids = [...[await begin('a'), await begin('a')].sort(), await begin('b')];
    const found: (string | undefined)[] = [];
    let markers: object | undefined = {};
    while (markers) {
      const page: ListMultipartUploadsCommandOutput = await testServer().client.send(
        new ListMultipartUploadsCommand({ Bucket: testBucketName, Prefix: prefix, MaxUploads: 1, ...markers }),
      );
      found.push(...(page.Uploads ?? []).map(({ UploadId }) => UploadId));
      markers = page.IsTruncated
        ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
        : undefined;
    }
    expect(found).toEqual(ids);
  });
});
