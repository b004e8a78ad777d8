import type { ObjectRange, PlannedPart } from '../storage/planned-part.ts';
import { minPartBytes } from '../values/s3-limits.ts';
import type { ArchiveEntry } from './archive-entry.ts';
import { isCopied } from './byte-order.ts';
import type { Stretch } from './zip-layout.ts';

/** The sizes at which an archive is cut into parts. */
export interface Cuts {
  /** The most bytes of a part that is read and sent. */
  readonly readPartBytes: number;
  /** The most bytes of a part that S3 copies; undefined for a store that copies none, or proves nothing. */
  readonly pieceBytes: number | undefined;
}

/**
 * Cuts an archive into the parts of an S3 object, numbered from 1. Each has 5 MiB or more, except the last. S3 copies
 * the large files but for their first bytes, where these fill up the part before.
 */
export function* cutIntoParts(
  stretches: Iterable<Stretch>,
  { readPartBytes, pieceBytes }: Cuts,
): Generator<PlannedPart, void, undefined> {
  let number = 0;
  let content: (Uint8Array | ObjectRange)[] = [];
  let size = 0;
  const closePart = (): PlannedPart => {
    const part = { number: ++number, size, content };
    [content, size] = [[], 0];
    return part;
  };
  for (const stretch of stretches) {
    const total = stretch instanceof Uint8Array ? stretch.byteLength : stretch.size;
    const toCopy = pieceBytes !== undefined && !(stretch instanceof Uint8Array) && isCopied(stretch);
    const toRead = toCopy ? missingBytes(size) : total;
    for (let at = 0; at < toRead; ) {
      const taken = Math.min(toRead - at, readPartBytes - size);
      content.push(portionOf(stretch, at, at + taken));
      size += taken;
      at += taken;
      if (size === readPartBytes) yield closePart();
    }
    if (!toCopy) continue;
    if (size > 0) yield closePart();
    for (const [start, end] of evenly(toRead, total, pieceBytes))
      yield { number: ++number, size: end - start, copied: rangeOf(stretch, start, end) };
  }
  if (size > 0) yield closePart();
}

/** Returns the bytes that a part with so many still needs; none for a part that has not begun. */
function missingBytes(size: number): number {
  return size === 0 ? 0 : Math.max(0, minPartBytes - size);
}

function portionOf(stretch: Stretch, start: number, end: number): Uint8Array | ObjectRange {
  return stretch instanceof Uint8Array ? stretch.subarray(start, end) : rangeOf(stretch, start, end);
}

function rangeOf({ content }: ArchiveEntry, start: number, end: number): ObjectRange {
  if (content instanceof Uint8Array) throw new TypeError('Only the content of an object has ranges.');
  return { key: content.key, etag: content.etag, start, end };
}

/** Cuts `start` to `end` into ranges of nearly the same size, so that none is too small. */
function* evenly(start: number, end: number, most: number): Generator<readonly [number, number], void, undefined> {
  const count = Math.ceil((end - start) / most);
  const [each, longer] = [Math.floor((end - start) / count), (end - start) % count];
  for (let index = 0, at = start; index < count; index += 1) {
    const next = at + each + (index < longer ? 1 : 0);
    yield [at, next];
    at = next;
  }
}
