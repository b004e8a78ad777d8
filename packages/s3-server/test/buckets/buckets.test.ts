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
import { BucketStage, outcome, stageBucket, told } from '../stage.ts';

let stage: BucketStage;
beforeAll(async () => {
  stage = await BucketStage.start();
});
afterAll(() => stage.close());

describe('buckets', () => {
  it('a new name, are created, found, listed and deleted', async () => {
    const Bucket = 'another-one';
    expect(await outcome(stage.client.send(new HeadBucketCommand({ Bucket })))).toBe('404 NotFound');
    await stage.client.send(new CreateBucketCommand({ Bucket }));
    expect(await outcome(stage.client.send(new HeadBucketCommand({ Bucket })))).toBe('200');
    expect(await outcome(stage.client.send(new GetBucketLocationCommand({ Bucket })))).toBe('200');
    expect((await stage.client.send(new ListBucketsCommand())).Buckets?.map(({ Name }) => Name)).toEqual([
      Bucket,
      stageBucket,
    ]);
    expect(await outcome(stage.client.send(new DeleteBucketCommand({ Bucket })))).toBe('204');
    expect(await outcome(stage.client.send(new DeleteBucketCommand({ Bucket })))).toBe('404 NoSuchBucket');
    expect(await readdir(join(stage.dataDir, 'buckets'))).toEqual([stageBucket]);
  });

  it('with objects in them, are not deleted', async () => {
    await stage.put('a');
    expect(await outcome(stage.client.send(new DeleteBucketCommand({ Bucket: stageBucket })))).toBe(
      '409 BucketNotEmpty',
    );
    await stage.client.send(new DeleteObjectCommand({ Bucket: stageBucket, Key: 'a' }));
  });

  it('of another region, are refused', async () => {
    const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' as const };
    expect(
      await outcome(stage.client.send(new CreateBucketCommand({ Bucket: 'far-away', CreateBucketConfiguration }))),
    ).toBe('400 IllegalLocationConstraintException');
  });

  it.each(['..%2f..%2fetc', '..', 'A', 'ab', 'a..b', 'under_score', '127.0.0.1', '-a-', `${'a'.repeat(64)}`])(
    'the name %s, are refused',
    async (name) => {
      const path = `/${name}`;
      const canonical = path.replace('%2f', '%2F').replace('%2f', '%2F');
      const answer = await stage.raw('PUT', path, {
        ...signedHeaders(stage.endpoint, 'PUT', canonical),
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
    expect(await outcome(stage.client.send(new CreateBucketCommand({ Bucket, ...asked })))).toBe(said);
    const isThere = await outcome(stage.client.send(new DeleteBucketCommand({ Bucket })));
    expect(isThere).toBe(said === '200' ? '204' : '404 NoSuchBucket');
  });

  it('PUT object, ACL private, taken in a bucket that was made with it, and refused in one that was not', async () => {
    const Bucket = 'made-private';
    const make = (asked: object) => stage.client.send(new CreateBucketCommand({ Bucket, ...asked }));
    const put = (ACL: 'private' | 'public-read') =>
      outcome(stage.client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x', ACL })));
    await make({ ACL: 'private' });
    expect([await put('private'), await put('public-read')]).toEqual(['200', '400 AccessControlListNotSupported']);
    await make({});
    expect(await put('private')).toBe('400 AccessControlListNotSupported');
    await stage.client.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
    await stage.client.send(new DeleteBucketCommand({ Bucket }));
  });

  it('GetBucketVersioning, never switched on', async () => {
    const answer = await stage.client.send(new GetBucketVersioningCommand({ Bucket: stageBucket }));
    expect([answer.$metadata.httpStatusCode, answer.Status]).toEqual([200, undefined]);
  });

  it('an ACL, a policy or public access, refuse it', async () => {
    expect(await outcome(stage.client.send(new PutBucketAclCommand({ Bucket: stageBucket, ACL: 'public-read' })))).toBe(
      '501 NotImplemented',
    );
    expect(await outcome(stage.client.send(new GetBucketPolicyCommand({ Bucket: stageBucket })))).toBe(
      '501 NotImplemented',
    );
    expect(await outcome(stage.client.send(new GetPublicAccessBlockCommand({ Bucket: stageBucket })))).toBe(
      '501 NotImplemented',
    );
  });

  it('a method unknown to S3, refuse it', async () => {
    const path = `/${stageBucket}/a`;
    expect(told(await stage.raw('PATCH', path, signedHeaders(stage.endpoint, 'PATCH', path)))).toBe(
      '405 MethodNotAllowed',
    );
  });
});
