import type { AnswerHeaders } from '../answer.ts';
import { type Checksum, checksumHeader } from '../checksums/algorithm.ts';
import type { XmlNode } from '../xml/write.ts';

/** The checksum in headers. */
export function checksumHeaders(checksum: Checksum): AnswerHeaders {
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** The checksum in a document. */
export function checksumNodes(checksum: Checksum): readonly XmlNode[] {
  return [
    [`Checksum${checksum.algorithm}`, checksum.value],
    ['ChecksumType', checksum.type],
  ];
}
