import {
  CreateMultipartUploadCommand,
  GetBucketLifecycleConfigurationCommand,
  HeadObjectCommand,
  type LifecycleRule,
  ListPartsCommand,
  PutBucketLifecycleConfigurationCommand,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { outcome, TestServer, testBucketName } from '../test-server.ts';

let testServer: TestServer;
beforeEach(async () => {
  testServer = await TestServer.start();
});
afterEach(() => testServer.close());

const day = 24 * 3600;
const setRules = (...Rules: LifecycleRule[]) =>
  testServer.client.send(
    new PutBucketLifecycleConfigurationCommand({ Bucket: testBucketName, LifecycleConfiguration: { Rules } }),
  );
const there = async (...keys: string[]) =>
  Promise.all(
    keys.map(
      async (Key) =>
        (await outcome(testServer.client.send(new HeadObjectCommand({ Bucket: testBucketName, Key })))) === '200',
    ),
  );

/**
 * Carries out the rules as of another moment. The SDK signs by the real clock, so the clock moves back before the next
 * requests.
 */
async function applyAfter(seconds: number): Promise<void> {
  testServer.advanceSeconds(seconds);
  await testServer.applyLifecycle();
  testServer.advanceSeconds(-seconds);
}

const afterDays = (days: number) => applyAfter(days * day);

describe('lifecycle rules', () => {
  it('old objects under a prefix, delete them at the midnight after their days (attack 40)', async () => {
    await setRules({ ID: 'pending', Status: 'Enabled', Filter: { Prefix: 'pending/' }, Expiration: { Days: 1 } });
    for (const key of ['pending/a', 'pending', 'kept/pending/a']) await testServer.put(key);
    const dayLater = Date.now() / 1000 + day;
    const secondsToMidnight = Math.ceil(dayLater / day) * day - Date.now() / 1000;
    await applyAfter(secondsToMidnight - 2);
    expect(await there('pending/a')).toEqual([true]);
    await applyAfter(secondsToMidnight + 1);
    expect(await there('pending/a', 'pending', 'kept/pending/a')).toEqual([false, true, true]);
  });

  it('objects with all tags of a rule, delete them', async () => {
    await setRules(
      { ID: 'one', Status: 'Enabled', Filter: { Tag: { Key: 'state', Value: 'rejected' } }, Expiration: { Days: 1 } },
      {
        ID: 'two',
        Status: 'Enabled',
        Filter: {
          And: {
            Prefix: 'x/',
            Tags: [
              { Key: 'a', Value: '1' },
              { Key: 'b', Value: '2' },
            ],
          },
        },
        Expiration: { Days: 1 },
      },
    );
    await testServer.put('rejected', 'x', { Tagging: 'state=rejected' });
    await testServer.put('accepted', 'x', { Tagging: 'state=accepted' });
    await testServer.put('x/both', 'x', { Tagging: 'a=1&b=2' });
    await testServer.put('x/half', 'x', { Tagging: 'a=1' });
    await afterDays(3);
    expect(await there('rejected', 'accepted', 'x/both', 'x/half')).toEqual([false, true, false, true]);
  });

  it('uploads that are never completed, abort them (attack 40)', async () => {
    await setRules({
      ID: 'uploads',
      Status: 'Enabled',
      Filter: { Prefix: '' },
      AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
    });
    const { UploadId } = await testServer.client.send(
      new CreateMultipartUploadCommand({ Bucket: testBucketName, Key: 'a' }),
    );
    const parts = () =>
      outcome(testServer.client.send(new ListPartsCommand({ Bucket: testBucketName, Key: 'a', UploadId })));
    await afterDays(0.5);
    expect(await parts()).toBe('200');
    await afterDays(3);
    expect(await parts()).toBe('404 NoSuchUpload');
  });

  it('disabled, do nothing', async () => {
    await setRules({ ID: 'off', Status: 'Disabled', Filter: { Prefix: '' }, Expiration: { Days: 1 } });
    await testServer.put('a');
    await afterDays(10);
    expect(await there('a')).toEqual([true]);
  });

  it('after a restart, are as they were set', async () => {
    const rules: LifecycleRule[] = [
      { ID: 'a', Status: 'Enabled', Filter: { Prefix: 'p/' }, Expiration: { Days: 1 } },
      { ID: 'b', Status: 'Disabled', Filter: { Tag: { Key: 'k', Value: 'v' } }, Expiration: { Days: 30 } },
      {
        ID: 'c',
        Status: 'Enabled',
        Filter: { And: { Prefix: 'p/', Tags: [{ Key: 'k', Value: 'v' }] } },
        Expiration: { Days: 2 },
      },
      {
        ID: 'd',
        Status: 'Enabled',
        Filter: { Prefix: '' },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
    ];
    await setRules(...rules);
    await testServer.restart();
    expect(
      (await testServer.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket: testBucketName }))).Rules,
    ).toEqual(rules);
  });

  it.each<[Partial<LifecycleRule>, string]>([
    [{ Expiration: { Days: 0 } }, '400 InvalidArgument'],
    [{ Expiration: { Date: new Date('2030-01-01') } }, '501 NotImplemented'],
    [{ Transitions: [{ Days: 1, StorageClass: 'GLACIER' }] }, '501 NotImplemented'],
    [{}, '400 InvalidRequest'],
    [
      { Filter: { Tag: { Key: 'a', Value: 'b' } }, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } },
      '400 InvalidRequest',
    ],
    [{ Filter: { ObjectSizeGreaterThan: 1 }, Expiration: { Days: 1 } }, '501 NotImplemented'],
  ])('%o, are refused because they would not be carried out', async (rule, expected) => {
    expect(await outcome(setRules({ ID: 'x', Status: 'Enabled', Filter: { Prefix: '' }, ...rule }))).toBe(expected);
  });
});
