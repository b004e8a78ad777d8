import { S3Error } from '../s3-error.ts';

/** Bytes from `start` to before `end`. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a Range header. Everything but one range of bytes is ignored, as RFC 9110 section 14.2 allows; S3 too serves a
 * single range only.
 *
 * @returns undefined for the whole
 * @throws S3Error InvalidRange (416)
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!match) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (start >= end)
    throw new S3Error('InvalidRange', undefined, { RangeRequested: match[0], ActualObjectSize: String(size) });
  return { start, end };
}
