import { mebibytes } from '../byte-size.ts';
import { viewOf } from './byte-view.ts';
import type { StoredBytes } from './stored-bytes.ts';

/** A window on a file, moved forward: many small looks at its structure cost few range requests. */
export interface ByteWindow {
  readonly size: number;
  /**
   * Returns up to `length` bytes from `at`, at most 1 MiB; fewer at the file's end.
   * @returns `undefined` when the window was moved too often
   */
  read(at: number, length: number): Promise<Buffer | undefined>;
}

/** One range request. */
const windowBytes = mebibytes(1);

/** How often a window is moved: 64 MiB of small blocks in a few seconds, or as many large blocks, skipped. */
const maxMoves = 64;

/** Opens a window on a file of which the first bytes are known. */
export function openWindow(bytes: StoredBytes, header: Uint8Array): ByteWindow {
  let [start, view, moves] = [0, viewOf(header), 0];
  return {
    size: bytes.size,
    async read(at, length) {
      const end = Math.min(at + length, bytes.size);
      if (at >= end) return Buffer.alloc(0);
      if (at < start || end > start + view.length) {
        if (moves === maxMoves) return undefined;
        moves += 1;
        start = at;
        view = viewOf(await bytes.read(at, Math.min(at + windowBytes, bytes.size)));
      }
      return view.subarray(at - start, at - start + length);
    },
  };
}
