import type { Config } from '../config.ts';

/** The settings of the app's configuration that identify the bucket. */
export type BucketSettings = Pick<Config, 'bucketName' | 'region' | 's3Endpoint' | 'credentials'> & {
  readonly bucketTimeoutMs?: Config['bucketTimeoutMs'];
};

/**
 * Returns the address of the bucket for browsers. It is `https://bucket.s3.region.amazonaws.com/`, or
 * `http://host:port/bucket` with a given endpoint. It needs no SDK, since every page names the bucket in its policy and
 * most pages need no more. A name with a dot is no host name that the certificate covers, so it goes into the path.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
 */
export function bucketAddress({ bucketName, region, s3Endpoint }: BucketSettings): URL {
  if (s3Endpoint !== undefined) return new URL(`${s3Endpoint.replace(/\/$/, '')}/${bucketName}`);
  const host = `s3.${region}.${domainOf(region)}`;
  return new URL(bucketName.includes('.') ? `https://${host}/${bucketName}` : `https://${bucketName}.${host}/`);
}

/**
 * The domain of each AWS partition, by the prefix of its regions.
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const domains: readonly (readonly [regionPrefix: string, domain: string])[] = [
  ['cn-', 'amazonaws.com.cn'],
  ['eusc-', 'amazonaws.eu'],
  ['us-isob-', 'sc2s.sgov.gov'],
  ['us-isof-', 'csp.hci.ic.gov'],
  ['us-iso-', 'c2s.ic.gov'],
  ['eu-isoe-', 'cloud.adc-e.uk'],
];

function domainOf(region: string): string {
  return domains.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'amazonaws.com';
}
