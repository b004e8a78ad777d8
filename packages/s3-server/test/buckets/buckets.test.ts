import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  type CreateBucketCommandInput,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutBucketAclCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signedHeaders } from '../signer.ts';
import { outcome, TestServer, testBucketName, told } from '../test-server.ts';

let testServer: TestServer;
beforeAll(async () => {
  testServer = await TestServer.start();
});
afterAll(() => testServer.close());

describe('buckets', () => {
  it('a new name, are created, found, listed and deleted', async () => {
    const Bucket = 'another-one';
    expect(await outcome(testServer.client.send(new HeadBucketCommand({ Bucket })))).toBe('404 NotFound');
    await testServer.client.send(new CreateBucketCommand({ Bucket }));
    expect(await outcome(testServer.client.send(new HeadBucketCommand({ Bucket })))).toBe('200');
    expect(await outcome(testServer.client.send(new GetBucketLocationCommand({ Bucket })))).toBe('200');
    expect((await testServer.client.send(new ListBucketsCommand())).Buckets?.map(({ Name }) => Name)).toEqual([
      Bucket,
      testBucketName,
    ]);
    expect(await outcome(testServer.client.send(new DeleteBucketCommand({ Bucket })))).toBe('204');
    expect(await outcome(testServer.client.send(new DeleteBucketCommand({ Bucket })))).toBe('404 NoSuchBucket');
    expect(await readdir(join(testServer.dataDir, 'buckets'))).toEqual([testBucketName]);
  });

  it('with objects in them, are not deleted', async () => {
    await testServer.put('a');
    expect(await outcome(testServer.client.send(new DeleteBucketCommand({ Bucket: testBucketName })))).toBe(
      '409 BucketNotEmpty',
    );
    await testServer.client.send(new DeleteObjectCommand({ Bucket: testBucketName, Key: 'a' }));
  });

  it('of another region, are refused', async () => {
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' as const };
    expect(
      await outcome(testServer.client.send(new CreateBucketCommand({ Bucket: 'far-away', CreateBucketConfiguration }))),
    ).toBe('400 IllegalLocationConstraintException');
  });

  it.each(['..%2f..%2fetc', '..', 'A', 'ab', 'a..b', 'under_score', '127.0.0.1', '-a-', `${'a'.repeat(64)}`])(
    'the name %s, are refused',
    async (name) => {
      const path = `/${name}`;
      const canonical = path.replace('%2f', '%2F').replace('%2f', '%2F');
      const answer = await testServer.raw('PUT', path, {
        ...signedHeaders(testServer.endpoint, 'PUT', canonical),
        'content-length': 0,
      });
      expect(told(answer)).toBe('400 InvalidBucketName');
    },
  );

  it.each<[string, Omit<CreateBucketCommandInput, 'Bucket'>, string]>([
    ['ACL private', { ACL: 'private' }, '200'],
    ['ownership BucketOwnerEnforced', { ObjectOwnership: 'BucketOwnerEnforced' }, '200'],
    [
      'both, and no object lock',
      { ACL: 'private', ObjectOwnership: 'BucketOwnerEnforced', ObjectLockEnabledForBucket: false },
      '200',
    ],
    ['ACL public-read', { ACL: 'public-read' }, '400 InvalidBucketAclWithObjectOwnership'],
    ['ownership ObjectWriter', { ObjectOwnership: 'ObjectWriter' }, '501 NotImplemented'],
    ['object lock', { ObjectLockEnabledForBucket: true }, '501 NotImplemented'],
    ['tags', { CreateBucketConfiguration: { Tags: [{ Key: 'a', Value: 'b' }] } }, '501 NotImplemented'],
  ])('CreateBucket, %s', async (_title, asked, said) => {
    const Bucket = 'as-asked';
    expect(await outcome(testServer.client.send(new CreateBucketCommand({ Bucket, ...asked })))).toBe(said);
    const isThere = await outcome(testServer.client.send(new DeleteBucketCommand({ Bucket })));
    expect(isThere).toBe(said === '200' ? '204' : '404 NoSuchBucket');
  });

  it('PUT object, ACL private, taken in a bucket that was made with it, and refused in one that was not', async () => {
    const Bucket = 'made-private';
    const make = (asked: object) => testServer.client.send(new CreateBucketCommand({ Bucket, ...asked }));
    const put = (ACL: 'private' | 'public-read') =>
      outcome(testServer.client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ACL })));
    await make({ ACL: 'private' });
    expect([await put('private'), await put('public-read')]).toEqual(['200', '400 AccessControlListNotSupported']);
    await make({});
    expect(await put('private')).toBe('400 AccessControlListNotSupported');
    await testServer.client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await testServer.client.send(new DeleteBucketCommand({ Bucket }));
  });

  it('GetBucketVersioning, never switched on', async () => {
    const answer = await testServer.client.send(new GetBucketVersioningCommand({ Bucket: testBucketName }));
    expect([answer.$metadata.httpStatusCode, answer.Status]).toEqual([200, undefined]);
  });

  it('an ACL, a policy or public access, refuse it', async () => {
    expect(
      await outcome(testServer.client.send(new PutBucketAclCommand({ Bucket: testBucketName, ACL: 'public-read' }))),
    ).toBe('501 NotImplemented');
    expect(await outcome(testServer.client.send(new GetBucketPolicyCommand({ Bucket: testBucketName })))).toBe(
      '501 NotImplemented',
    );
    expect(await outcome(testServer.client.send(new GetPublicAccessBlockCommand({ Bucket: testBucketName })))).toBe(
      '501 NotImplemented',
    );
  });

  it('a method unknown to S3, refuse it', async () => {
    const path = `/${testBucketName}/a`;
    expect(told(await testServer.raw('PATCH', path, signedHeaders(testServer.endpoint, 'PATCH', path)))).toBe(
      '405 MethodNotAllowed',
    );
  });
});
