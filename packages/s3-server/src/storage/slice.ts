import type { FullObjectAlgorithm } from '../checksums/algorithm.ts';

/** CRCs of the same bytes, in base64, one for each algorithm in which it was computed. */
export type KnownCrcs = Readonly<Partial<Record<FullObjectAlgorithm, string>>>;

/**
 * A range of a blob. An object is a list of slices: to complete an upload or to copy, whole or in part, is to make a
 * list. Every slice has a file name of its own, so that a file belongs to one record.
 */
export interface Slice {
  /** The name of the file, a random id of the server's own: nothing from outside ever becomes part of a path. */
  readonly id: string;
  /** The position of the first byte in the file. */
  readonly start: number;
  /** The number of bytes. */
  readonly size: number;
  readonly crcs: KnownCrcs;
}

/** Returns the number of bytes in all slices. */
export function totalBytes(slices: readonly Slice[]): number {
  return slices.reduce((sum, { size }) => sum + size, 0);
}

/**
 * Returns the slices of the bytes from `start` to before `end` of the joined ones. A slice that stays whole keeps its
 * CRCs. An empty range gives one empty slice, so that a record always refers to a file.
 */
export function cutSlices(slices: readonly Slice[], start: number, end: number): readonly Slice[] {
  const cuts: Slice[] = [];
  let offset = 0;
  for (const slice of slices) {
    const [from, to] = [Math.max(start - offset, 0), Math.min(end - offset, slice.size)];
    if (from < to) cuts.push(from === 0 && to === slice.size ? slice : cutSlice(slice, from, to));
    offset += slice.size;
  }
  return cuts.length > 0 ? cuts : slices.slice(0, 1).map((slice) => cutSlice(slice, 0, 0));
}

function cutSlice({ id, start }: Slice, from: number, to: number): Slice {
  return { id, start: start + from, size: to - from, crcs: {} };
}
