import type { StoredBytes } from '../../src/files/stored-bytes.ts';

/**
 * Bytes in memory as if the bucket had them, counting those that are read. `parts` says what is where; between is
 * nothing but zeros.
 */
export function storedBytes(content: Uint8Array | { size: number; parts: readonly [number, Uint8Array][] }) {
  const { size, parts } =
    content instanceof Uint8Array ? { size: content.length, parts: [[0, content] as const] } : content;
  let readBytes = 0;
  const bytes: StoredBytes & { readonly readBytes: () => number } = {
    size,
    readBytes: () => readBytes,
    async read(start, end) {
      const range = new Uint8Array(Math.max(0, Math.min(end, size) - start));
      readBytes += range.length;
      for (const [at, part] of parts) {
        const from = Math.max(at, start);
        const to = Math.min(at + part.length, start + range.length);
        if (from < to) range.set(part.subarray(from - at, to - at), from - start);
      }
      return range;
    },
  };
  return bytes;
}
