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
  /** What `prepareBucket` sends for a bucket on this machine, recorded before it leaves the client. */
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

  test('attack 30: pages of the app’s origin may send and fetch, as on one machine, and pages of no other', async () => {
    const [{ MaxAgeSeconds, ExposeHeaders, ...rule } = {}, ...others] = await preparedCors([apiUrl]);
    expect(others).toEqual([]);
    // CloudFormation calls two of the members otherwise.
    expect(bucketProperties(plain).CorsConfiguration.CorsRules).toEqual([
      { ...rule, MaxAge: MaxAgeSeconds, ExposedHeaders: ExposeHeaders },
    ]);
    expect(rule).toEqual({
      AllowedOrigins: [apiUrl],
      AllowedMethods: ['GET', 'HEAD', 'PUT', 'POST'],
      AllowedHeaders: ['content-type', 'if-none-match', 'x-amz-*'],
    });
  });

  test('CORS of the bucket, ETag exposed, so that stock upload libraries see that a part has arrived', async () => {
    const [rule] = await preparedCors([apiUrl]);
    expect(rule?.ExposeHeaders).toEqual(['ETag']);
  });

  test('attack 30: with other addresses those are the origins, and the API’s own is none any more', () => {
    const [rule] = bucketProperties(full).CorsConfiguration.CorsRules;
    expect(rule?.AllowedOrigins).toEqual(['https://files.example.com', 'https://stream.example.com']);
  });

  test.each([
    ['http', { Bool: { 'aws:SecureTransport': 'false' } }],
    ['TLS older than 1.2', { NumericLessThan: { 's3:TlsVersion': '1.2' } }],
  ])('attack 31: %s is refused, for everyone and everything', (_, Condition) => {
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

  test('attack 32: nothing in the bucket can be public, by policy or by ACL', () => {
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

  test('a signature opens nothing after a quarter of an hour, and not before the app’s own have ended', () => {
    const ceiling = bucketStatements(plain).find(({ Sid }) => Sid === 'DenyOldSignatures');
    expect(ceiling).toMatchObject({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '<Bucket.Arn>/*' });
    expect(ceiling?.Condition).toEqual({ NumericGreaterThan: { 's3:signatureAge': String(15 * 60 * 1000) } });
    expect(signedRequestLifetimeSeconds).toBeLessThan(15 * 60);
  });

  test('objects are encrypted, with a key of one’s own where there is one', () => {
    expect(bucketProperties(plain).BucketEncryption.ServerSideEncryptionConfiguration).toEqual([
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    ]);
    expect(bucketProperties(full).BucketEncryption.ServerSideEncryptionConfiguration).toEqual([
      { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key }, BucketKeyEnabled: true },
    ]);
  });

  test('attack 40: what is never submitted goes away by the same rules as on one machine', () => {
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

  test('a spilled answer goes after a day, and what versions are left after another', () => {
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

  test('attack 40: no rule removes what was submitted', () => {
    const removing = bucketProperties(plain).LifecycleConfiguration.Rules.filter((rule) => 'ExpirationInDays' in rule);
    expect(removing.filter((rule) => !('TagFilters' in rule) && rule.Prefix !== 'spills/')).toEqual([]);
  });

  test('removed files can be brought back for as long as was asked for, and not at all by default', () => {
    expect(bucketProperties(plain)).not.toHaveProperty('VersioningConfiguration');
    expect(bucketProperties(full).VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(bucketProperties(full).LifecycleConfiguration.Rules).toContainEqual(
      expect.objectContaining({ NoncurrentVersionExpiration: { NoncurrentDays: 30 } }),
    );
  });

  test('KeepDeletedDays keeps neither spilled answers nor posted forms', () => {
    const { Rules } = bucketProperties(full).LifecycleConfiguration;
    for (const Prefix of ['spills/', 'posts/'])
      expect(Rules).toContainEqual(
        expect.objectContaining({ Prefix, Status: 'Enabled', NoncurrentVersionExpiration: { NoncurrentDays: 1 } }),
      );
  });

  test('access logs are written where a bucket for them is named', () => {
    expect(bucketProperties(full).LoggingConfiguration).toEqual({
      DestinationBucketName: 'our-access-logs',
      LogFilePrefix: 'sluice/',
    });
    expect(bucketProperties(plain)).not.toHaveProperty('LoggingConfiguration');
  });
});
