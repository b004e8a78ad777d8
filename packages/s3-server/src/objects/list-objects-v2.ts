import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { S3Error } from '../s3-error.ts';
import { listPage, pageNodes } from './list-page.ts';
import { keyEncoding, keysPerPage, readCount } from './list-parameters.ts';

/** Answers ListObjectsV2. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html */
export function listObjectsV2({ bucket, request: { query } }: Call): Answer {
  if (query.get('list-type') !== '2') throw new S3Error('NotImplemented', undefined, { QueryParameters: 'list-type' });
  const [prefix = '', delimiter = '', startAfter = ''] = ['prefix', 'delimiter', 'start-after'].map((name) =>
    query.get(name),
  );
  const token = query.get('continuation-token');
  const maxKeys = readCount(query, 'max-keys', keysPerPage);
  const encode = keyEncoding(query);
  const after = token === undefined ? startAfter : readToken(token);
  const page = listPage(bucket.objects.keys, { prefix, delimiter, after, maxKeys });
  return xmlAnswer('ListBucketResult', [
    ['Name', bucket.name],
    ['Prefix', encode(prefix)],
    ['Delimiter', delimiter === '' ? undefined : encode(delimiter)],
    ['StartAfter', startAfter === '' ? undefined : encode(startAfter)],
    ['ContinuationToken', token],
    ['NextContinuationToken', page.last === undefined ? undefined : Buffer.from(page.last).toString('base64url')],
    ['EncodingType', query.get('encoding-type')],
    ['KeyCount', page.entries.length],
    ['MaxKeys', maxKeys],
    ['IsTruncated', page.last !== undefined],
    ...pageNodes(bucket, page, { encode, showsOwner: query.get('fetch-owner') === 'true' }),
  ]);
}

function readToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (token === '' || Buffer.from(key).toString('base64url') !== token)
    throw new S3Error('InvalidArgument', 'The continuation token provided is incorrect');
  return key;
}
