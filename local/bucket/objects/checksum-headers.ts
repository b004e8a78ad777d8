import type { AnswerHeaders } from '../answer.ts';
import { type Checksum, checksumHeader } from '../checksums/algorithm.ts';
import type { XmlNode } from '../xml/write.ts';

/** The checksum in headers. */
export function checksumHeaders(checksum: Checksum | undefined): AnswerHeaders {
  return checksum ? { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type } : {};
}

/** The checksum in a document. */
export function checksumNodes(checksum: Checksum | undefined): readonly XmlNode[] {
  return checksum
    ? [
        [`Checksum${checksum.algorithm}`, checksum.value],
        ['ChecksumType', checksum.type],
      ]
    : [];
}
