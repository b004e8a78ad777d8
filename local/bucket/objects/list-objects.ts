import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { S3Error } from '../s3-error.ts';
import { compareKeys, positionOf } from '../storage/key-order.ts';
import type { ObjectRecord } from '../storage/record.ts';
import type { XmlNode } from '../xml/write.ts';
import { keyEncoding, readCount } from './list-parameters.ts';

const keysPerPage = 1000;

/** ListObjectsV2. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjects({ bucket, request: { query } }: Call): Answer {
  if (query.get('list-type') !== '2') throw new S3Error('NotImplemented', undefined, { QueryParameters: 'list-type' });
  const [prefix, delimiter, startAfter] = ['prefix', 'delimiter', 'start-after'].map((name) => query.get(name) ?? '');
  const token = query.get('continuation-token');
  const maxKeys = readCount(query, 'max-keys', keysPerPage);
  const encode = keyEncoding(query);
  const after = token === undefined ? (startAfter ?? '') : readToken(token);
  const page = listPage(bucket.objects.keys, { prefix: prefix ?? '', delimiter: delimiter ?? '', after, maxKeys });
  return xmlAnswer('ListBucketResult', [
    ['Name', bucket.name],
    ['Prefix', encode(prefix ?? '')],
    ['Delimiter', query.get('delimiter') && encode(delimiter ?? '')],
    ['StartAfter', query.get('start-after') && encode(startAfter ?? '')],
    ['ContinuationToken', token],
    ['NextContinuationToken', page.last === undefined ? undefined : Buffer.from(page.last).toString('base64url')],
    ['EncodingType', query.get('encoding-type')],
    ['KeyCount', page.entries.length],
    ['MaxKeys', maxKeys],
    ['IsTruncated', page.last !== undefined],
    ...page.entries.map(
      ({ key, isPrefix }): XmlNode =>
        isPrefix ? ['CommonPrefixes', [['Prefix', encode(key)]]] : contents(bucket.objects.get(key), encode),
    ),
  ]);
}

/** Which part of the keys is asked for. */
export interface PageQuery {
  readonly prefix: string;
  /** Empty for none. */
  readonly delimiter: string;
  /** Only keys and common prefixes behind this one. */
  readonly after: string;
  readonly maxKeys: number;
}

/** Keys and common prefixes in order; `last` is where the next page goes on, and is undefined on the last one. */
export interface Page {
  readonly entries: readonly { readonly key: string; readonly isPrefix: boolean }[];
  readonly last: string | undefined;
}

/** Cuts a page out of sorted keys. Keys that have the delimiter behind the prefix are rolled up into one entry. */
export function listPage(sorted: readonly string[], { prefix, delimiter, after, maxKeys }: PageQuery): Page {
  const entries: { key: string; isPrefix: boolean }[] = [];
  for (let at = positionOf(sorted, compareKeys(prefix, after) > 0 ? prefix : after); at < sorted.length; at += 1) {
    const key = sorted[at] ?? '';
    if (!key.startsWith(prefix)) break;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const entry = cut < 0 ? key : key.slice(0, cut + delimiter.length);
    if (compareKeys(entry, after) <= 0 || entry === entries.at(-1)?.key) continue;
    if (entries.length === maxKeys) return { entries, last: entries.at(-1)?.key };
    entries.push({ key: entry, isPrefix: cut >= 0 });
  }
  return { entries, last: undefined };
}

function contents(record: ObjectRecord, encode: (key: string) => string): XmlNode {
  return [
    'Contents',
    [
      ['Key', encode(record.key)],
      ['LastModified', record.modifiedAt],
      ['ETag', `"${record.etag}"`],
      ['ChecksumAlgorithm', record.checksum.algorithm],
      ['ChecksumType', record.checksum.type],
      ['Size', record.size],
      ['StorageClass', 'STANDARD'],
    ],
  ];
}

function readToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (token === '' || Buffer.from(key).toString('base64url') !== token)
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect');
  return key;
}
