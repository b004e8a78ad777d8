import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { keyEncoding, readCount } from '../objects/list-parameters.ts';
import { S3Error } from '../s3-error.ts';
import { compareKeys } from '../storage/key-order.ts';
import type { UploadRecord } from '../storage/record.ts';
import type { XmlNode } from '../xml/write.ts';

const uploadsPerPage = 1000;

/**
 * Answers ListMultipartUploads, without a delimiter. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html
 */
export function listUploads({ bucket, request: { query } }: Call): Answer {
  if (query.get('delimiter')) throw new S3Error('NotImplemented', undefined, { QueryParameters: 'delimiter' });
  const [prefix = '', keyMarker = '', idMarker = ''] = ['prefix', 'key-marker', 'upload-id-marker'].map(
    (name) => query.get(name) ?? '',
  );
  const maxUploads = readCount(query, 'max-uploads', uploadsPerPage);
  const encode = keyEncoding(query);
  const rest = bucket.uploads.all
    .map(({ record }) => record)
    .filter((upload) => upload.key.startsWith(prefix) && isBehind(upload, keyMarker, idMarker))
    .sort((a, b) => compareKeys(a.key, b.key) || compareKeys(a.id, b.id));
  const page = rest.slice(0, maxUploads);
  const truncated = rest.length > page.length;
  const last = truncated ? page.at(-1) : undefined;
  return xmlAnswer('ListMultipartUploadsResult', [
    ['Bucket', bucket.name],
    ['KeyMarker', encode(keyMarker)],
    ['UploadIdMarker', idMarker],
    ['NextKeyMarker', last && encode(last.key)],
    ['NextUploadIdMarker', last?.id],
    ['Prefix', encode(prefix)],
    ['EncodingType', query.get('encoding-type')],
    ['MaxUploads', maxUploads],
    ['IsTruncated', truncated],
    ...page.map((upload) => uploadNode(upload, encode)),
  ]);
}

/**
 * True when the upload is behind the marker. Uploads of one key are in the order of their ids. Without an id the marker
 * is behind all uploads of its key.
 */
function isBehind(upload: UploadRecord, keyMarker: string, idMarker: string): boolean {
  const order = compareKeys(upload.key, keyMarker);
  return order > 0 || (order === 0 && idMarker !== '' && compareKeys(upload.id, idMarker) > 0);
}

function uploadNode(upload: UploadRecord, encode: (key: string) => string): XmlNode {
  return [
    'Upload',
    [
      ['Key', encode(upload.key)],
      ['UploadId', upload.id],
      ['Initiated', upload.initiatedAt],
      ['StorageClass', 'STANDARD'],
      ['ChecksumAlgorithm', upload.algorithm],
      ['ChecksumType', upload.type],
    ],
  ];
}
