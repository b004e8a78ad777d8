import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { bucketAddress } from '../../src/storage/bucket-address.ts';

/** One region at least of each partition of AWS. */
const regions = [
  ...['us-east-1', 'eu-central-1', 'ap-southeast-7', 'mx-central-1', 'us-gov-west-1', 'cn-north-1'],
  ...['us-iso-east-1', 'us-isob-east-1', 'us-isof-south-1', 'eu-isoe-west-1', 'eusc-de-east-1'],
];
const endpoints = ['http://localhost:9000', 'http://localhost:9000/', 'https://storage.example.com:8443/base/'];
const sdk = new S3Client({ region: 'us-east-1' });

describe('bucketAddress', () => {
  it.each(regions)('bucketAddress, in %s, is the address that the SDK uses', (region) => {
    for (const bucketName of ['files', 'files-of-ours', 'files.example.com'])
      expect(bucketAddress(settings({ bucketName, region })).href).toBe(
        sdk.config.endpointProvider({ Bucket: bucketName, Region: region }).url.href,
      );
  });

  it.each(endpoints)('bucketAddress, at %s, is the address that the SDK uses', (s3Endpoint) => {
    const Endpoint = s3Endpoint;
    expect(bucketAddress(settings({ s3Endpoint })).href).toBe(
      sdk.config.endpointProvider({ Bucket: 'files', Region: 'us-east-1', ForcePathStyle: true, Endpoint }).url.href,
    );
  });
});

function settings(some: { bucketName?: string; region?: string; s3Endpoint?: string }) {
  return { bucketName: 'files', region: 'us-east-1', s3Endpoint: undefined, ...some };
}
