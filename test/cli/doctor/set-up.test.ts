import {
  DeleteBucketCorsCommand,
  DeleteBucketLifecycleCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucketClient } from '../../../src/storage/bucket-client.ts';
import { lifecycleRules } from '../../../src/storage/prepare-bucket.ts';
import { addBucket, addTable, examine, type ServedApp, serveTestApp, wrongOnes } from './served-app.ts';

let served: ServedApp;
beforeAll(async () => {
  served = await serveTestApp();
});
afterAll(() => served.close());

const minutes = (count: number) => () => new Date(Date.now() + count * 60_000);

describe('the doctor', () => {
  it('the doctor, the embedded set-up, finds nothing wrong and leaves nothing behind', async () => {
    const findings = await examine(served.config);
    expect(wrongOnes(findings)).toEqual([]);
    // The embedded bucket has no such setting: it listens on this machine only.
    expect(Object.keys(findings).filter((name) => findings[name]?.is === 'cannot tell')).toEqual(['public access']);
    expect(Object.keys(findings)).toHaveLength(19);
    const { s3, name: Bucket } = createBucketClient(served.config);
    expect((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents ?? []).toEqual([]);
  });

  it('the doctor, a bucket and a table that do not answer, names each', async () => {
    const nowhere = 'http://127.0.0.1:9';
    const findings = await examine({ ...served.config, s3Endpoint: nowhere, dynamodbEndpoint: nowhere });
    expect(wrongOnes(findings)).toEqual(['bucket', 'table']);
    expect(wrongOnes(await examine({ ...served.config, s3Endpoint: nowhere }))).toEqual(['bucket']);
  });

  it('the doctor, a bucket without CORS, names it', async () => {
    const { s3, name } = await addBucket(served, 'without-cors');
    await s3.send(new DeleteBucketCorsCommand({ Bucket: name }));
    const findings = await examine({ ...served.config, bucketName: name });
    expect(wrongOnes(findings)).toEqual(['CORS']);
  });

  it.each([
    ['downloads only', ['GET'], ['*']],
    ['no checksums', ['PUT'], ['content-type', 'if-none-match']],
  ])('the doctor, CORS rules for %s, names them', async (_what, AllowedMethods, AllowedHeaders) => {
    const { s3, name: Bucket } = await addBucket(served, 'little-cors');
    const CORSRules = [{ AllowedOrigins: [served.config.publicUrl], AllowedMethods, AllowedHeaders }];
    await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    expect(wrongOnes(await examine({ ...served.config, bucketName: Bucket }))).toEqual(['CORS']);
  });

  it('the doctor, a bucket without lifecycle rules, names it', async () => {
    const { s3, name } = await addBucket(served, 'without-lifecycle');
    await s3.send(new DeleteBucketLifecycleCommand({ Bucket: name }));
    const findings = await examine({ ...served.config, bucketName: name });
    expect(wrongOnes(findings)).toEqual(['lifecycle']);
  });

  it('the doctor, tags that another program writes on files, names them', async () => {
    const { s3, name: Bucket } = await addBucket(served, 'scanned');
    const examineWith = async (Tagging: string) => {
      await s3.send(new PutObjectCommand({ Bucket, Key: 'files/one', Body: 'x', Tagging }));
      const finding = (await examine({ ...served.config, bucketName: Bucket })).lifecycle;
      await s3.send(new DeleteObjectCommand({ Bucket, Key: 'files/one' }));
      return finding;
    };
    expect(await examineWith('state=pending')).toEqual({ is: 'ok' });
    expect(await examineWith('state=pending&GuardDutyMalwareScanStatus=NO_THREATS_FOUND')).toMatchObject({
      is: 'wrong',
      what: expect.stringContaining('GuardDutyMalwareScanStatus'),
      fix: expect.stringContaining('Switch off the tagging'),
    });
  });

  it('the doctor, lifecycle rules, compares days, prefixes and switches, not names', async () => {
    const { s3, name: Bucket } = await addBucket(served, 'other-lifecycle');
    const examineWith = async (Rules: typeof lifecycleRules) => {
      await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
      return (await examine({ ...served.config, bucketName: Bucket })).lifecycle;
    };
    const renamed = lifecycleRules.map((rule, index) => ({ ...rule, ID: `rule-${index}` }));
    expect(await examineWith(renamed)).toEqual({ is: 'ok' });
    const changes = [
      { Expiration: { Days: 3 } },
      { Filter: { Tag: { Key: 'state', Value: 'other' } } },
      { Status: 'Disabled' as const },
    ];
    for (const change of changes) {
      const [first, ...rest] = lifecycleRules;
      const finding = await examineWith([{ ...(first ?? { Status: 'Enabled' }), ...change }, ...rest]);
      expect(finding).toMatchObject({ is: 'wrong', what: expect.stringContaining('remove-what-was-never-submitted') });
    }
  });

  it('the doctor, a missing bucket, names it and checks nothing else of it', async () => {
    const findings = await examine({ ...served.config, bucketName: 'no-such-bucket' });
    expect(wrongOnes(findings)).toEqual(['bucket']);
    expect(findings['signed requests']).toEqual({ is: 'cannot tell', why: 'First see to: bucket.' });
  });

  it('the doctor, a secret key of another access key, names it', async () => {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'another-secret' };
    const findings = await examine({ ...served.config, credentials });
    expect(wrongOnes(findings)).toEqual(['credentials']);
    expect(JSON.stringify(findings.credentials)).toContain('SignatureDoesNotMatch');
  });

  it.each([
    ['a-secret-that-a-person-has-thought-of', 'words'],
    ['x'.repeat(64), 'one character'],
    ['abcabcabcabcabcabcabcabcabcabcabcabc', 'a pattern'],
  ])('the doctor, a session secret that can be guessed, names it: %s (%s)', async (secret) => {
    expect(wrongOnes(await examine({ ...served.config, sessionSecrets: [secret] }))).toEqual(['secret']);
    const [strong = ''] = served.config.sessionSecrets;
    const findings = await examine({ ...served.config, sessionSecrets: [strong, secret] });
    expect(JSON.stringify(findings.secret)).toContain('Number 2');
  });

  it.each([
    [20, 'ahead of'],
    [-20, 'behind'],
  ])('the doctor, a clock off by %d minutes, says it is %s', async (off, direction) => {
    const findings = await examine(served.config, minutes(off));
    expect(wrongOnes(findings)).toEqual(['clock']);
    expect(JSON.stringify(findings.clock)).toContain(`20 minutes ${direction} the `);
  });

  it('the doctor, a clock as far off as signatures forgive, finds nothing wrong', async () => {
    expect(wrongOnes(await examine(served.config, minutes(3)))).toEqual([]);
  });

  it('the doctor, a missing table, names it', async () => {
    expect(wrongOnes(await examine({ ...served.config, tableName: 'no-such-table' }))).toEqual(['table']);
  });

  it('the doctor, a table with other keys or without expiry, names it', async () => {
    await addTable(served, 'other-keys', ['id', 'kind'], 'ttl');
    await addTable(served, 'without-ttl', ['pk', 'sk']);
    await addTable(served, 'other-ttl', ['pk', 'sk'], 'expires');
    const ofTable = async (tableName: string) => examine({ ...served.config, tableName });
    for (const name of ['without-ttl', 'other-ttl']) {
      expect(wrongOnes(await ofTable(name))).toEqual(['table keys and TTL']);
    }
    // Without its keys the table cannot be read at all.
    expect(wrongOnes(await ofTable('other-keys'))).toEqual(['table']);
  });

  it('the doctor, an address of the app without https, names it', async () => {
    const findings = await examine({ ...served.config, publicUrl: 'http://files.example.invalid' });
    expect(wrongOnes(findings)).toContain('variables');
  });
});
