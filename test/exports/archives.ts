import { crc32 } from 'node:zlib';
import type { ArchiveWay } from '../../src/exports/archive-cuts.ts';
import type { ArchiveEntry, ArchiveList } from '../../src/exports/archive-entry.ts';
import { type ArchivePlan, partsOf, planArchive } from '../../src/exports/archive-plan.ts';
import type { ObjectRange, PlannedPart } from '../../src/storage/planned-part.ts';
import { combineCrc32 } from '../../src/values/crc32-combine.ts';

/** A file of an archive with its content. */
export interface SampleFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly modifiedAt?: number;
  /** True when the list has the content itself. */
  readonly isLiteral?: boolean;
}

/** 2024-02-29, 12:34:56 UTC. */
export const leapDay = Date.UTC(2024, 1, 29, 12, 34, 56) / 1000;

/** The entries of files whose contents lie at `0`, `1`, `2` … in a bucket. */
export function entriesOf(files: readonly SampleFile[]): ArchiveEntry[] {
  return files.map(({ path, bytes, modifiedAt = leapDay, isLiteral = false }, index) => ({
    path,
    size: bytes.byteLength,
    crc32: crc32(bytes),
    modifiedAt,
    content: isLiteral ? bytes : { key: String(index), etag: `"${index}"` },
  }));
}

/** An entry of zeros, of any size. */
export function zerosOf(path: string, size: number): ArchiveEntry {
  return { path, size, crc32: crc32OfZeros(size), modifiedAt: leapDay, content: { key: path, etag: `"${size}"` } };
}

function crc32OfZeros(size: number): number {
  if (size < 1024) return crc32(Buffer.alloc(size));
  const half = Math.floor(size / 2);
  const ofHalf = crc32OfZeros(half);
  const both = combineCrc32(ofHalf, ofHalf, half);
  return size % 2 === 0 ? both : combineCrc32(both, crc32(Buffer.alloc(1)), 1);
}

/** So many entries of one size, made as they are asked for. */
export function manyOf(count: number, size: number): ArchiveList {
  return {
    *[Symbol.iterator]() {
      const entry = zerosOf('', size);
      for (let number = 1; number <= count; number += 1)
        yield { ...entry, path: `${number}-someone/photos/${number}.jpg` };
    },
  };
}

/** All entries of some lists, one list after the other. */
export function joinedLists(...lists: readonly ArchiveList[]): ArchiveList {
  return {
    *[Symbol.iterator]() {
      for (const list of lists) yield* list;
    },
  };
}

export function allParts(list: ArchiveList, way: ArchiveWay): { plan: ArchivePlan; parts: PlannedPart[] } {
  const plan = planArchive(list, way);
  return { plan, parts: [...partsOf(list, plan)] };
}

/** The content of parts: copied ranges and bytes alike. */
export function contentOf(part: PlannedPart): readonly (Uint8Array | ObjectRange)[] {
  return 'copied' in part ? [part.copied] : part.content;
}

/** The bytes of parts whose ranges lie in these files. */
export function bytesOf(parts: readonly PlannedPart[], files: readonly SampleFile[]): Buffer {
  const stretches = parts.flatMap(contentOf).map((stretch) => {
    if (stretch instanceof Uint8Array) return stretch;
    return files[Number(stretch.key)]?.bytes.subarray(stretch.start, stretch.end) ?? Buffer.alloc(0);
  });
  return Buffer.concat(stretches);
}

/** What parts consist of, as text without the cuts between them: bytes in hex, and ranges. */
export function withoutCuts(parts: readonly PlannedPart[]): string {
  let text = '';
  let open: ObjectRange | undefined;
  const close = () => {
    if (open) text += ` ${open.key}[${open.start}-${open.end}] `;
    open = undefined;
  };
  for (const stretch of parts.flatMap(contentOf)) {
    if (stretch instanceof Uint8Array) {
      close();
      text += Buffer.from(stretch).toString('hex');
    } else if (open?.key === stretch.key && open.end === stretch.start) open = { ...open, end: stretch.end };
    else {
      close();
      open = stretch;
    }
  }
  close();
  return text;
}

/** Parts as texts, which the runner compares much faster than bytes. */
export function inWords(parts: Iterable<PlannedPart>): string[] {
  return [...parts].map((part) => `${part.number}, ${part.size}: ${withoutCuts([part])}`);
}
