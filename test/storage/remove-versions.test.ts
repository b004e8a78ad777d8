import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketVersioningCommand,
  ListObjectVersionsCommand,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { startTestBucket, type TestBucket } from './test-bucket.ts';

let testBucket: TestBucket;
beforeAll(async () => {
  testBucket = await startTestBucket();
});
afterAll(() => testBucket.close());

const hello = new TextEncoder().encode('Hello, bucket.');

/** A bucket that keeps versions, which the embedded one does not. */
function mockVersions() {
  const mocked = mockClient(testBucket.s3);
  onTestFinished(() => mocked.restore());
  mocked.on(GetBucketVersioningCommand).resolves({ Status: 'Suspended' });
  return mocked;
}

describe('removeVersions', () => {
  it('removeVersions, a bucket without versions, removes these objects and no other', async () => {
    const [one, other] = [await testBucket.put(hello), await testBucket.put(hello)];
    await testBucket.bucket.removeVersions([one, 'files/never-there']);
    expect(await testBucket.bucket.head(one)).toBeUndefined();
    expect(await testBucket.bucket.head(other)).toBeDefined();
  });

  it('removeVersions, a bucket with versions, removes each version and delete marker of this very key', async () => {
    const mocked = mockVersions();
    mocked
      .on(ListObjectVersionsCommand)
      .resolvesOnce({
        Versions: [
          { Key: 'files/a', VersionId: '2' },
          { Key: 'files/ab', VersionId: '9' },
          { Key: 'files/a', VersionId: 'null' },
        ],
        DeleteMarkers: [{ Key: 'files/a', VersionId: '3' }],
        IsTruncated: true,
      })
      .resolvesOnce({ Versions: [{ Key: 'files/a', VersionId: '1' }] })
      .resolves({});
    mocked.on(DeleteObjectsCommand).resolves({});
    await testBucket.bucket.removeVersions(['files/a']);
    const removed = mocked.commandCalls(DeleteObjectsCommand).map(({ args: [{ input }] }) => input.Delete?.Objects);
    expect(removed).toEqual([
      ['2', 'null', '3'].map((VersionId) => ({ Key: 'files/a', VersionId })),
      [{ Key: 'files/a', VersionId: '1' }],
    ]);
  });

  it('removeVersions, a version that stays, is an error', async () => {
    const mocked = mockVersions();
    mocked.on(ListObjectVersionsCommand).resolves({ Versions: [{ Key: 'files/a', VersionId: '2' }] });
    mocked.on(DeleteObjectsCommand).resolves({ Errors: [{ Key: 'files/a', VersionId: '2', Code: 'AccessDenied' }] });
    await expect(testBucket.bucket.removeVersions(['files/a'])).rejects.toThrow('AccessDenied');
  });

  it('removeVersions, a store that does not know versions, removes the object', async () => {
    const mocked = mockVersions();
    const unknown = { name: 'NotImplemented', $fault: 'server', $metadata: { httpStatusCode: 501 } } as const;
    mocked.on(GetBucketVersioningCommand).rejects(new S3ServiceException(unknown));
    mocked.on(DeleteObjectCommand).resolves({});
    await testBucket.bucket.removeVersions(['files/a']);
    expect(mocked.commandCalls(DeleteObjectCommand).map(({ args: [{ input }] }) => input.Key)).toEqual(['files/a']);
  });

  it('removeVersions, a bucket that does not say whether it keeps versions, removes nothing', async () => {
    const mocked = mockVersions();
    const denied = { name: 'AccessDenied', $fault: 'client', $metadata: { httpStatusCode: 403 } } as const;
    mocked.on(GetBucketVersioningCommand).rejects(new S3ServiceException(denied));
    await expect(testBucket.bucket.removeVersions(['files/a'])).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(mocked.commandCalls(DeleteObjectCommand)).toEqual([]);
  });
});
