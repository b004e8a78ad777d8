import { ListObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outcome, TestServer, testBucketName } from '../test-server.ts';

describe('ListObjects, version 1', () => {
  let testServer: TestServer;
  const keys = ['P', 'p-x', ...Array.from({ length: 12 }, (_, at) => `p/${at}/x`), 'q & <r>/"\t', 'ä/b'];
  beforeAll(async () => {
    testServer = await TestServer.start();
    for (const key of keys) await testServer.put(key, key);
  });
  afterAll(() => testServer.close());
  const list = (more: object = {}) =>
    testServer.client.send(new ListObjectsCommand({ Bucket: testBucketName, ...more }));
  const listV2 = (more: object = {}) =>
    testServer.client.send(new ListObjectsV2Command({ Bucket: testBucketName, ...more }));

  /**
   * Lists all pages as a client of this version does. It goes on at the marker of the response, or else at the last
   * key.
   */
  async function pages(asked: object): Promise<string[][]> {
    const found: string[][] = [];
    for (let Marker: string | undefined = ''; Marker !== undefined; ) {
      const page: Awaited<ReturnType<typeof list>> = await list({ ...asked, Marker });
      found.push([
        ...(page.Contents ?? []).map(({ Key = '' }) => Key),
        ...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix),
      ]);
      Marker = page.IsTruncated ? (page.NextMarker ?? page.Contents?.at(-1)?.Key) : undefined;
    }
    return found;
  }

  /** Lists all pages by version 2. */
  async function pagesV2(asked: object): Promise<string[][]> {
    const found: string[][] = [];
    let ContinuationToken: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof listV2>> = await listV2({ ...asked, ContinuationToken });
      found.push([
        ...(page.Contents ?? []).map(({ Key = '' }) => Key),
        ...(page.CommonPrefixes ?? []).map(({ Prefix = '' }) => Prefix),
      ]);
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    return found;
  }

  it('any prefix, delimiter and page size, the same pages as version 2', async () => {
    const asked = fc.record({
      Prefix: fc.constantFrom('', 'p', 'p/', 'p/1', 'q', 'none'),
      Delimiter: fc.constantFrom(undefined, '/', '-', '/x'),
      MaxKeys: fc.integer({ min: 1, max: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(asked, async (given) => {
        expect(await pages(given)).toEqual(await pagesV2(given));
      }),
      { numRuns: 60 },
    );
  });

  it('GET /{bucket} without parameters, all objects with owner, size and storage class', async () => {
    const page = await list();
    expect(page).toMatchObject({ Name: testBucketName, Prefix: '', Marker: '', MaxKeys: 1000, IsTruncated: false });
    expect(page.Contents).toHaveLength(keys.length);
    expect(page.Contents?.[0]).toMatchObject({ Key: 'P', Size: 1, StorageClass: 'STANDARD', Owner: { ID: 'sluice' } });
  });

  it('page that is cut, NextMarker with a delimiter only', async () => {
    const { IsTruncated, NextMarker } = await list({ MaxKeys: 2 });
    expect([IsTruncated, NextMarker]).toEqual([true, undefined]);
    expect(await list({ MaxKeys: 3, Delimiter: '/' })).toMatchObject({ IsTruncated: true, NextMarker: 'p/' });
  });

  it('encoding-type url, keys, prefixes and markers encoded', async () => {
    const page = await list({ EncodingType: 'url', Delimiter: '/', Marker: 'q', MaxKeys: 1 });
    expect(page).toMatchObject({ EncodingType: 'url', Marker: 'q', NextMarker: 'q%20%26%20%3Cr%3E/' });
    expect(page.CommonPrefixes).toEqual([{ Prefix: 'q%20%26%20%3Cr%3E/' }]);
  });

  it('bucket that there is not, 404', async () => {
    expect(await outcome(testServer.client.send(new ListObjectsCommand({ Bucket: 'not-there' })))).toBe(
      '404 NoSuchBucket',
    );
  });
});
