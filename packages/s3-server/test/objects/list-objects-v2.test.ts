import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPage } from '../../src/objects/list-page.ts';
import { compareKeys } from '../../src/storage/key-order.ts';
import { outcome, TestServer, testBucketName } from '../test-server.ts';

describe('compareKeys', () => {
  it('any two keys, orders them by their UTF-8 bytes', () => {
    const key = fc.string({
      unit: fc.oneof(
        fc.constantFrom('a', 'é', '\ud7ff', '\ue000', '\uffff', '🎉', '\u{10000}'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 6,
    });
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});

describe('listPage', () => {
  it('any page size, gives every key or common prefix once and in order', () => {
    const keys = fc.uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', '/', 'é'), minLength: 1, maxLength: 5 }), {
      maxLength: 30,
    });
    const part = fc.string({ unit: fc.constantFrom('a', '/'), maxLength: 2 });
    fc.assert(
      fc.property(
        keys,
        part,
        fc.constantFrom('', '/', 'b'),
        fc.integer({ min: 1, max: 5 }),
        (unsorted, prefix, delimiter, maxKeys) => {
          const sorted = unsorted.sort(compareKeys);
          const found: string[] = [];
          for (let after: string | undefined = ''; after !== undefined; ) {
            const page: ReturnType<typeof listPage> = listPage(sorted, { prefix, delimiter, after, maxKeys });
            found.push(...page.entries.map(({ key }) => key));
            after = page.last;
          }
          const rolled = sorted
            .filter((key) => key.startsWith(prefix))
            .map((key) => {
              const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
              return cut < 0 ? key : key.slice(0, cut + delimiter.length);
            });
          expect(found).toEqual([...new Set(rolled)]);
        },
      ),
    );
  });
});

describe('ListObjectsV2', () => {
  let testServer: TestServer;
  const keys = Array.from({ length: 25 }, (_, index) => `p/${String(index).padStart(3, '0')}`);
  beforeAll(async () => {
    testServer = await TestServer.start();
    for (const key of [...keys, 'q & <r>/\t', 'P', 'p-x']) await testServer.put(key, key);
  });
  afterAll(() => testServer.close());
  const list = (more: object) => testServer.client.send(new ListObjectsV2Command({ Bucket: testBucketName, ...more }));

  it('more keys than a page, goes through the pages', async () => {
    const seen: (string | undefined)[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await list({ Prefix: 'p/', MaxKeys: 10, ContinuationToken });
      seen.push(...(page.Contents ?? []).map(({ Key }) => Key));
      expect(page.KeyCount).toBe(page.Contents?.length);
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken);
    expect(seen).toEqual(keys);
  });

  it('a delimiter and encoding-type, rolls up and encodes keys', async () => {
    const page = await list({ Delimiter: '/' });
    expect(page.CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['p/', 'q & <r>/']);
    expect(page.Contents?.map(({ Key }) => Key)).toEqual(['P', 'p-x']);
    expect((await list({ Prefix: 'q' })).Contents?.[0]).toMatchObject({
      Key: 'q & <r>/\t',
      Size: 9,
      ChecksumAlgorithm: ['CRC32'],
    });
    expect((await list({ Prefix: 'q', EncodingType: 'url' })).Contents?.[0]?.Key).toBe('q%20%26%20%3Cr%3E/%09');
  });

  it('start-after, starts behind the key', async () => {
    expect((await list({ Prefix: 'p/', StartAfter: 'p/020' })).KeyCount).toBe(4);
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });

  it('an unknown token, is refused', async () => {
    expect(await outcome(list({ ContinuationToken: 'not one of ours!' }))).toBe('400 InvalidArgument');
  });

  it('ListObjectsV2, fetch-owner, the owner of each object', async () => {
    expect((await list({ Prefix: 'P', FetchOwner: true })).Contents?.[0]?.Owner).toMatchObject({ ID: 'sluice' });
    expect((await list({ Prefix: 'P' })).Contents?.[0]?.Owner).toBeUndefined();
  });

  it('DeleteObjects, version null as clients name the only one, deleted, and other versions 501', async () => {
    await testServer.put('only', 'x');
    const remove = (object: object) =>
      testServer.client.send(
        new DeleteObjectsCommand({ Bucket: testBucketName, Delete: { Objects: [{ Key: 'only', ...object }] } }),
      );
    expect(await outcome(remove({ VersionId: 'some' }))).toBe('501 NotImplemented');
    expect(await outcome(remove({ Size: 1 }))).toBe('501 NotImplemented');
    expect((await list({ Prefix: 'only' })).KeyCount).toBe(1);
    expect(await outcome(remove({ VersionId: 'null' }))).toBe('200');
    expect((await list({ Prefix: 'only' })).KeyCount).toBe(0);
  });

  it('keys that DeleteObjects has deleted, leaves them out', async () => {
    await testServer.put('gone & <away>', 'x');
    const Delete = { Objects: [{ Key: 'gone & <away>' }, { Key: 'was never there' }] };
    const { Deleted, Errors } = await testServer.client.send(
      new DeleteObjectsCommand({ Bucket: testBucketName, Delete }),
    );
    expect([Deleted?.length, Errors]).toEqual([2, undefined]);
    expect((await list({ Prefix: 'gone' })).KeyCount).toBe(0);
    expect(
      (
        await testServer.client.send(
          new DeleteObjectsCommand({ Bucket: testBucketName, Delete: { ...Delete, Quiet: true } }),
        )
      ).Deleted,
    ).toBeUndefined();
  });
});
