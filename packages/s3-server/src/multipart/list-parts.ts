import { type Answer, xmlAnswer } from '../answer.ts';
import type { Call } from '../call.ts';
import { checksumNode } from '../objects/checksum-headers.ts';
import { readCount } from '../objects/list-parameters.ts';
import type { PartRecord } from '../storage/record.ts';
import { totalBytes } from '../storage/slice.ts';
import type { XmlNode } from '../xml/write.ts';

const partsPerPage = 1000;

/** Answers ListParts. Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html */
export function listParts({ bucket, request: { key, query } }: Call): Answer {
  const upload = bucket.uploads.get(query.get('uploadId') ?? '', key);
  const maxParts = readCount(query, 'max-parts', partsPerPage);
  const marker = readCount(query, 'part-number-marker', Number.MAX_SAFE_INTEGER, 0);
  const rest = [...upload.parts.values()].filter((part) => part.number > marker).sort((a, b) => a.number - b.number);
  const page = rest.slice(0, maxParts);
  return xmlAnswer('ListPartsResult', [
    ['Bucket', bucket.name],
    ['Key', key],
    ['UploadId', upload.record.id],
    ['PartNumberMarker', marker],
    ['NextPartNumberMarker', page.at(-1)?.number ?? 0],
    ['MaxParts', maxParts],
    ['IsTruncated', rest.length > page.length],
    ['StorageClass', 'STANDARD'],
    ['ChecksumAlgorithm', upload.record.algorithm],
    ['ChecksumType', upload.record.type],
    ...page.map(partNode),
  ]);
}

function partNode(part: PartRecord): XmlNode {
  return [
    'Part',
    [
      ['PartNumber', part.number],
      ['LastModified', part.modifiedAt],
      ['ETag', `"${part.etag}"`],
      ['Size', totalBytes(part.slices)],
      ...checksumNode(part.checksum),
    ],
  ];
}
