import { checksumAlgorithms } from '../checksums/algorithm.ts';
import { S3Error } from '../s3-error.ts';
import type { PartRecord } from '../storage/record.ts';
import type { OpenUpload } from '../storage/uploads.ts';
import { childrenOf, readXml, textOf, type XmlElement } from '../xml/read.ts';
import { readPartNumber } from './part-number.ts';

/** Every part but the last. Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const MIN_PART_BYTES = 5 * 1024 ** 2;
const CHECKSUMS = checksumAlgorithms.map((algorithm) => `Checksum${algorithm}`);

/**
 * The parts that a `CompleteMultipartUpload` document lists, which must be those that have come.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
 * @throws S3Error MalformedXML, InvalidPart, InvalidPartOrder, EntityTooSmall, InvalidRequest
 */
export function chosenParts(document: string, upload: OpenUpload): readonly PartRecord[] {
  const elements = childrenOf(readXml(document, 'CompleteMultipartUpload'), 'Part');
  if (elements.length === 0) throw new S3Error('MalformedXML');
  let before = 0;
  return elements.map((element, index) => {
    const part = chosenPart(element, upload);
    if (part.number <= before) throw new S3Error('InvalidPartOrder', undefined, { UploadId: upload.record.id });
    before = part.number;
    if (index < elements.length - 1 && part.blob.size < MIN_PART_BYTES) {
      throw new S3Error('EntityTooSmall', undefined, {
        ETag: part.etag,
        MinSizeAllowed: String(MIN_PART_BYTES),
        ProposedSize: String(part.blob.size),
        PartNumber: String(part.number),
      });
    }
    return part;
  });
}

function chosenPart(element: XmlElement, { parts, record }: OpenUpload): PartRecord {
  childrenOf(element, 'PartNumber', 'ETag', ...CHECKSUMS);
  const [number, etag] = [textOf(element, 'PartNumber'), textOf(element, 'ETag')];
  if (number === undefined || etag === undefined) throw new S3Error('MalformedXML');
  const part = parts.get(readPartNumber(number));
  if (part?.etag !== etag.replace(/^"(.*)"$/, '$1'))
    throw new S3Error('InvalidPart', undefined, { PartNumber: number, ETag: etag });
  const given = CHECKSUMS.filter((name) => textOf(element, name) !== undefined);
  const own = `Checksum${part.checksum.algorithm}`;
  if (given.some((name) => name !== own || textOf(element, name) !== part.checksum.value)) {
    throw new S3Error('InvalidPart', undefined, { PartNumber: number, ETag: etag });
  }
  if (record.type === 'COMPOSITE' && given.length === 0) {
    throw new S3Error(
      'InvalidRequest',
      `The upload was created using a ${record.algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    );
  }
  return part;
}
