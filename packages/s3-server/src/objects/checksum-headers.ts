import type { AnswerHeaders } from '../answer.ts';
import { type Checksum, checksumHeader } from '../checksums/algorithm.ts';
import type { XmlNode } from '../xml/write.ts';

/** Returns the checksum as headers. */
export function checksumHeaders(checksum: Checksum): AnswerHeaders {
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** Returns the checksum as elements of a document. */
export function checksumNodes(checksum: Checksum): readonly XmlNode[] {
  return [
    [`Checksum${checksum.algorithm}`, checksum.value],
    ['ChecksumType', checksum.type],
  ];
}
