import { checksumAlgorithms } from '../checksums/algorithm.ts';
import { S3Error } from '../s3-error.ts';
import type { PartRecord } from '../storage/record.ts';
import { totalBytes } from '../storage/slice.ts';
import type { OpenUpload } from '../storage/uploads.ts';
import { childrenOf, readXml, textOf, type XmlElement } from '../xml/read.ts';
import { readPartNumber } from './part-number.ts';

/**
 * The minimum size of every part but the last. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
const minPartBytes = 5 * 1024 ** 2;
const checksums = checksumAlgorithms.map((algorithm) => `Checksum${algorithm}`);

/**
 * Returns the parts that a `CompleteMultipartUpload` document lists, which must be stored parts. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 *
 * @throws S3Error MalformedXML, InvalidPart, InvalidPartOrder, EntityTooSmall, InvalidRequest
 */
export function chosenParts(document: string, upload: OpenUpload): readonly PartRecord[] {
  const elements = childrenOf(readXml(document, 'CompleteMultipartUpload'), 'Part');
  if (elements.length === 0) throw new S3Error('MalformedXML');
  const numbers = elements.map((element) => readPartNumber(textOf(element, 'PartNumber') ?? malformed()));
  if (numbers.some((number, index) => number <= (numbers[index - 1] ?? 0))) {
    throw new S3Error('InvalidPartOrder', undefined, { UploadId: upload.record.id });
  }
  const parts = elements.map((element, index) => chosenPart(element, numbers[index] ?? 0, upload));
  const small = parts.slice(0, -1).find((part) => totalBytes(part.slices) < minPartBytes);
  if (small) {
    throw new S3Error('EntityTooSmall', undefined, {
      ETag: small.etag,
      MinSizeAllowed: String(minPartBytes),
      ProposedSize: String(totalBytes(small.slices)),
      PartNumber: String(small.number),
    });
  }
  return parts;
}

function chosenPart(element: XmlElement, number: number, { parts, record }: OpenUpload): PartRecord {
  childrenOf(element, 'PartNumber', 'ETag', ...checksums);
  const etag = textOf(element, 'ETag') ?? malformed();
  const part = parts.get(number);
  if (part?.etag !== etag.replace(/^"(.*)"$/, '$1'))
    throw new S3Error('InvalidPart', undefined, { PartNumber: String(number), ETag: etag });
  const given = checksums.filter((name) => textOf(element, name) !== undefined);
  const own = part.checksum && `Checksum${part.checksum.algorithm}`;
  if (given.some((name) => name !== own || textOf(element, name) !== part.checksum?.value)) {
    throw new S3Error('InvalidPart', undefined, { PartNumber: String(number), ETag: etag });
  }
  if (record.type === 'COMPOSITE' && given.length === 0) {
    throw new S3Error(
      'InvalidRequest',
      `The upload was created using a ${record.algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    );
  }
  return part;
}

function malformed(): never {
  throw new S3Error('MalformedXML');
}
