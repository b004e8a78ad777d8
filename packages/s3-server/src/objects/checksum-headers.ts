import type { AnswerHeaders } from '../answer.ts';
import { type Checksum, checksumHeader } from '../checksums/algorithm.ts';
import type { XmlNode } from '../xml/write.ts';

/** Returns the checksum as headers; none for an object without one. */
export function checksumHeaders(checksum: Checksum | undefined): AnswerHeaders {
  if (!checksum) return {};
  return { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type };
}

/** Returns the checksum as elements of a document; none for an object without one. */
export function checksumNodes(checksum: Checksum | undefined): readonly XmlNode[] {
  return checksum ? [...checksumNode(checksum), ['ChecksumType', checksum.type]] : [];
}

/** Returns the checksum as the one element that parts have of it. */
export function checksumNode(checksum: Checksum | undefined): readonly XmlNode[] {
  return checksum ? [[`Checksum${checksum.algorithm}`, checksum.value]] : [];
}
