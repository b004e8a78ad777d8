import { S3Error } from '../s3-error.ts';
import type { BucketSettings } from '../storage/bucket.ts';
import type { Attributes, ObjectRecord } from '../storage/record.ts';
import { readTagHeader } from './tags.ts';

const storedAttributes = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
];
const meta = 'x-amz-meta-';
const maxMetadataBytes = 2048;

/** The type that S3 stores when the client names none. */
const usualType = 'binary/octet-stream';

/**
 * Reads the attributes that a client gives to its object. Of ACLs S3 takes only the one that changes nothing. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ensure-object-ownership.html
 *
 * @throws S3Error AccessControlListNotSupported, MetadataTooLarge, InvalidTag, NotImplemented
 */
export function readAttributes(headers: ReadonlyMap<string, string>, { takesPrivateAcl }: BucketSettings): Attributes {
  const acls = ['bucket-owner-full-control', ...(takesPrivateAcl ? ['private'] : [])];
  if (!acls.includes(headers.get('x-amz-acl') ?? 'bucket-owner-full-control'))
    throw new S3Error('AccessControlListNotSupported');
  refuseUnsupported(headers);
  const encoding = withoutAwsChunked(headers.get('content-encoding'));
  const given = storedAttributes.filter((name) => headers.has(name)).map((name) => [name, headers.get(name) ?? '']);
  const { 'content-encoding': _, ...stored } = Object.fromEntries(given);
  const encrypted = headers.get('x-amz-server-side-encryption') === 'AES256';
  return {
    headers: { 'content-type': usualType, ...stored, ...(encoding && { 'content-encoding': encoding }) },
    metadata: readMetadata(headers),
    tags: readTagHeader(headers.get('x-amz-tagging') ?? ''),
    ...(encrypted && { encryption: 'AES256' }),
  };
}

/** Returns the headers that describe an object to every client. */
export function attributeHeaders(record: ObjectRecord): Readonly<Record<string, string>> {
  const metadata = Object.entries(record.metadata).map(([name, value]) => [meta + name, value]);
  return {
    ...record.headers,
    ...Object.fromEntries(metadata),
    etag: `"${record.etag}"`,
    'last-modified': new Date(record.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
    ...(record.tags.length > 0 && { 'x-amz-tagging-count': String(record.tags.length) }),
    ...(record.encryption && { 'x-amz-server-side-encryption': record.encryption }),
  };
}

function refuseUnsupported(headers: ReadonlyMap<string, string>): void {
  const encryption = headers.get('x-amz-server-side-encryption');
  if (encryption !== undefined && encryption !== 'AES256') {
    throw new S3Error('NotImplemented', undefined, { Header: 'x-amz-server-side-encryption' });
  }
  const storageClass = headers.get('x-amz-storage-class');
  if (storageClass !== undefined && storageClass !== 'STANDARD')
    throw new S3Error('NotImplemented', undefined, { Header: 'x-amz-storage-class' });
}

/** aws-chunked describes the transfer and not the bytes. */
function withoutAwsChunked(encoding: string | undefined): string {
  const codings = (encoding ?? '').split(',').map((coding) => coding.trim());
  return codings.filter((coding) => coding !== '' && coding !== 'aws-chunked').join(',');
}

function readMetadata(headers: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const entries = [...headers]
    .filter(([name]) => name.startsWith(meta))
    .map(([name, value]) => [name.slice(meta.length), value] as const);
  const bytes = entries.reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + Buffer.byteLength(value), 0);
  if (bytes > maxMetadataBytes)
    throw new S3Error('MetadataTooLarge', undefined, {
      Size: String(bytes),
      MaxSizeAllowed: String(maxMetadataBytes),
    });
  return Object.fromEntries(entries);
}
