import { viewOf } from '../../values/byte-view.ts';
import type { StoredBytes } from '../stored-bytes.ts';
import { hasCharacters } from './signature.ts';

/** The most tags that are skipped at the beginning of a file. */
const maxTags = 4;

/**
 * Returns the offset of the sound, behind the tags (title, cover) that music programs put in front of it. A tag has any
 * size; the function reads a few bytes of each and none of its content.
 *
 * @returns bytes from the beginning, which may be behind the end where a tag lies
 * @see https://id3.org/id3v2.4.0-structure (3.1, 3.4)
 * @see https://wiki.hydrogenaud.io/index.php?title=APEv2_specification
 */
export async function findEndOfTags(head: Buffer, bytes: StoredBytes): Promise<number> {
  let at = 0;
  for (let tags = 0; tags < maxTags; tags++) {
    const isInHead = at + tagHeaderBytes <= head.length;
    const header = isInHead ? head.subarray(at) : viewOf(await bytes.read(at, at + tagHeaderBytes));
    const tagBytes = id3Bytes(header) ?? apeBytes(header);
    if (tagBytes === undefined) return at;
    at += tagBytes;
  }
  return at;
}

/** The bytes of an APE tag's header, the longer of the two kinds. */
const tagHeaderBytes = 32;

function id3Bytes(header: Buffer): number | undefined {
  const size = [...header.subarray(6, 10)];
  const isTag = hasCharacters(header, 'ID3') && (header[3] ?? 0xff) < 0x10 && size.length === 4;
  // Seven bits a byte, so that no size looks like the beginning of a frame.
  if (!isTag || size.some((byte) => byte > 0x7f)) return undefined;
  const footerBytes = (header[5] ?? 0) & 0x10 ? 10 : 0;
  return 10 + size.reduce((sum, byte) => sum * 128 + byte, 0) + footerBytes;
}

function apeBytes(header: Buffer): number | undefined {
  return hasCharacters(header, 'APETAGEX') && header.length >= tagHeaderBytes
    ? tagHeaderBytes + header.readUInt32LE(12)
    : undefined;
}
