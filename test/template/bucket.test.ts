import { type PutBucketCorsCommandInput, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { lifecycleRules, prepareBucket } from '../../src/storage/prepare-bucket.ts';
import { signedRequestLifetimeSeconds } from '../../src/storage/presigned-request.ts';
import type { Deployment } from './cloudformation/deploy.ts';
import type { Fields } from './cloudformation/template.ts';
import { apiUrl, full, key, plain, properties, type Statement } from './deployments.ts';

function bucketStatements(deployment: Deployment): Statement[] {
  return properties<{ PolicyDocument: { Statement: Statement[] } }>(deployment, 'BucketPolicy').PolicyDocument
    .Statement;
}

function bucketProperties(deployment: Deployment) {
  return properties<{
    BucketEncryption: { ServerSideEncryptionConfiguration: unknown[] };
    CorsConfiguration: { CorsRules: Record<string, unknown>[] };
    LifecycleConfiguration: { Rules: ({ Id: string } & Fields)[] };
    VersioningConfiguration?: { Status: string };
    LoggingConfiguration?: unknown;
    PublicAccessBlockConfiguration: unknown;
    OwnershipControls: unknown;
  }>(deployment, 'Bucket');
}

describe('the bucket', () => {
  /** The requests of `prepareBucket` for a bucket on this machine, recorded in the client. */
  async function preparedCors(origins: string[]) {
    const inputs: object[] = [];
    const s3 = new S3Client({ region: 'us-east-1' });
    s3.middlewareStack.add(
      () =>
        async ({ input }) => {
          inputs.push(input);
          return { output: { $metadata: {} }, response: undefined };
        },
      { step: 'initialize' },
    );
    await prepareBucket({ s3, name: 'sluice', address: new URL('https://sluice.s3.us-east-1.amazonaws.com') }, origins);
    const cors = inputs.filter((input): input is PutBucketCorsCommandInput => 'CORSConfiguration' in input);
    return cors.flatMap(({ CORSConfiguration }) => CORSConfiguration?.CORSRules ?? []);
  }

  test('the bucket’s CORS, pages of the app’s origin only, may send and fetch (attack 30)', async () => {
    const [{ MaxAgeSeconds, ExposeHeaders, ...rule } = {}, ...others] = await preparedCors([apiUrl]);
    expect(others).toEqual([]);
    // CloudFormation has other names for two of the members.
    expect(bucketProperties(plain).CorsConfiguration.CorsRules).toEqual([
      { ...rule, MaxAge: MaxAgeSeconds, ExposedHeaders: ExposeHeaders },
    ]);
    expect(rule).toEqual({
      AllowedOrigins: [apiUrl],
      AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'],
      AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-*'],
    });
  });

  test('the bucket’s CORS, exposes ETag for upload libraries', async () => {
    const [rule] = await preparedCors([apiUrl]);
    expect(rule?.ExposeHeaders).toEqual(['ETag']);
  });

  test('the bucket’s CORS, other addresses, replace the API’s own (attack 30)', () => {
    const [rule] = bucketProperties(full).CorsConfiguration.CorsRules;
    expect(rule?.AllowedOrigins).toEqual(['https://files.example.com', 'https://stream.example.com']);
  });

  test.each([
    ['http', { Bool: { 'aws:SecureTransport': 'false' } }],
    ['TLS older than 1.2', { NumericLessThan: { 's3:TlsVersion': '1.2' } }],
  ])('the bucket’s policy, %s, is denied for all (attack 31)', (_, Condition) => {
    expect(bucketStatements(plain)).toContainEqual(
      expect.objectContaining({
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: ['<Bucket.Arn>', '<Bucket.Arn>/*'],
        Condition,
      }),
    );
  });

  test('the bucket, nothing in it, can be public by policy or ACL (attack 32)', () => {
    const { PublicAccessBlockConfiguration, OwnershipControls } = bucketProperties(plain);
    expect(PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(OwnershipControls).toEqual({ Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] });
    expect(bucketStatements(plain).filter(({ Effect }) => Effect !== 'Deny')).toEqual([]);
  });

  test('the bucket’s policy, a signature, ends after a quarter of an hour, not before the app’s', () => {
    const ceiling = bucketStatements(plain).find(({ Sid }) => Sid === 'DenyOldSignatures');
    expect(ceiling).toMatchObject({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '<Bucket.Arn>/*' });
    expect(ceiling?.Condition).toEqual({ NumericGreaterThan: { 's3:signatureAge': String(15 * 60 * 1000) } });
    expect(signedRequestLifetimeSeconds).toBeLessThan(15 * 60);
  });

  test('the bucket, its objects, are encrypted, with the operator’s key where there is one', () => {
    expect(bucketProperties(plain).BucketEncryption.ServerSideEncryptionConfiguration).toEqual([
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    ]);
    expect(bucketProperties(full).BucketEncryption.ServerSideEncryptionConfiguration).toEqual([
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key }, BucketKeyEnabled: true },
    ]);
  });

  test('the bucket’s lifecycle, files never submitted, expire as on one machine (attack 40)', () => {
    const { Rules } = bucketProperties(plain).LifecycleConfiguration;
    const expected = lifecycleRules.map(({ ID, Status, Filter, Expiration, AbortIncompleteMultipartUpload }) => ({
      Id: ID,
      Status,
      ...(Filter?.Prefix && { Prefix: Filter.Prefix }),
      ...(Filter?.Tag && { TagFilters: [Filter.Tag] }),
      ...(Expiration?.Days && { ExpirationInDays: Expiration.Days }),
      ...(AbortIncompleteMultipartUpload && { AbortIncompleteMultipartUpload }),
    }));
    expect(Rules).toEqual(expect.arrayContaining(expected));
    const onlyHere = Rules.filter(({ Id }) => !expected.some((rule) => rule.Id === Id)).map(({ Id }) => Id);
    expect(onlyHere.filter((id) => id !== 'remove-spills' && id !== 'remove-old-versions')).toEqual([]);
  });

  test('the bucket’s lifecycle, a spilled response, expires after a day, its versions after another', () => {
    expect(bucketProperties(plain).LifecycleConfiguration.Rules).toEqual(
      expect.arrayContaining([
        { Id: 'remove-spills', Status: 'Enabled', Prefix: 'spills/', ExpirationInDays: 1 },
        {
          Id: 'remove-old-versions',
          Status: 'Enabled',
          NoncurrentVersionExpiration: { NoncurrentDays: 1 },
          ExpiredObjectDeleteMarker: true,
        },
      ]),
    );
  });

  test('the bucket’s lifecycle, submitted files, never expire (attack 40)', () => {
    const removing = bucketProperties(plain).LifecycleConfiguration.Rules.filter((rule) => 'ExpirationInDays' in rule);
    expect(
      removing.filter((rule) => !('TagFilters' in rule) && !['spills/', 'exports/'].includes(String(rule.Prefix))),
    ).toEqual([]);
  });

  test('the bucket, removed files, can be restored as long as set, by default not', () => {
    expect(bucketProperties(plain)).not.toHaveProperty('VersioningConfiguration');
    expect(bucketProperties(full).VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(bucketProperties(full).LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
    );
  });

  test('KeepDeletedDays, spilled responses and posted forms, are not kept', () => {
    const { Rules } = bucketProperties(full).LifecycleConfiguration;
    for (const Prefix of ['spills/', 'posts/'])
      expect(Rules).toContainEqual(
        expect.objectContaining({ Prefix, Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 1 } }),
      );
  });

  test('the bucket, access logs, are written where a bucket for them is named', () => {
    expect(bucketProperties(full).LoggingConfiguration).toEqual({
      DestinationBucketName: 'our-access-logs',
      LogFilePrefix: 'sluice/',
    });
    expect(bucketProperties(plain)).not.toHaveProperty('LoggingConfiguration');
  });
});
