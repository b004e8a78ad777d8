import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { listPage, pageNodes } from './list-page.ts';
import { keyEncoding, keysPerPage, readCount } from './list-parameters.ts';

/**
 * Answers ListObjects, the first version, which most programs outside AWS use. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjects.html
 */
export function listObjects({ bucket, request: { query } }: Call): Answer {
  const [prefix = '', delimiter = '', marker = ''] = ['prefix', 'delimiter', 'marker'].map((name) => query.get(name));
  const maxKeys = readCount(query, 'max-keys', keysPerPage);
  const encode = keyEncoding(query);
  const page = listPage(bucket.objects.keys, { prefix, delimiter, after: marker, maxKeys });
  return xmlAnswer('ListBucketResult', [
    ['Name', bucket.name],
    ['Prefix', encode(prefix)],
    ['Marker', encode(marker)],
    // Without a delimiter the last key is the marker of the next page, and S3 does not repeat it.
    ['NextMarker', delimiter !== '' && page.last !== undefined ? encode(page.last) : undefined],
    ['Delimiter', delimiter === '' ? undefined : encode(delimiter)],
    ['EncodingType', query.get('encoding-type')],
    ['MaxKeys', maxKeys],
    ['IsTruncated', page.last !== undefined],
    ...pageNodes(bucket, page, { encode, showsOwner: true }),
  ]);
}
