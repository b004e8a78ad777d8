import type { StoredBytes } from '../files/stored-bytes.ts';
import { kibibytes } from '../values/byte-size.ts';
import { decodeUtf8, markedCharset, readText } from './text-encoding.ts';

/** The bytes of one sample. A text of three samples or less is read whole. */
const sampleBytes = kibibytes(64);

/** Returns the charset to record for a file of this type; nothing for a file that is no text. */
export async function charsetFacts(
  contentType: string,
  bytes: StoredBytes,
): Promise<{ readonly charset?: string | null }> {
  return contentType.startsWith('text/') ? { charset: await findCharset(bytes) } : {};
}

/**
 * Finds the charset of a text, by its mark or by samples of its beginning, middle and end. In other encodings three
 * samples with letters are hardly ever UTF-8 by chance.
 *
 * @returns a name that browsers know, or `null` for any other encoding, which a browser guesses better than we do
 */
export async function findCharset(bytes: StoredBytes): Promise<string | null> {
  const samples = await Promise.all(rangesOf(bytes.size).map(([start, end]) => bytes.read(start, end)));
  const [head = new Uint8Array()] = samples;
  const marked = markedCharset(head);
  // No browser reads UTF-32.
  if (marked !== undefined) return marked.startsWith('utf-32') ? null : marked;
  return samples.every(isUtf8) ? 'utf-8' : null;
}

function rangesOf(size: number): [start: number, end: number][] {
  if (size <= 3 * sampleBytes) return [[0, size]];
  return [0, Math.floor((size - sampleBytes) / 2), size - sampleBytes].map((start) => [start, start + sampleBytes]);
}

/** True when a range of a file is UTF-8 and no other encoding of plain bytes. The range may cut characters. */
function isUtf8(sample: Uint8Array): boolean {
  // Continuation bytes of a character that begins before the range.
  const start = sample.subarray(0, 4).findIndex((byte) => (byte & 0xc0) !== 0x80);
  const whole = sample.subarray(Math.max(start, 0));
  const text = decodeUtf8(whole);
  // ISO-2022 and UTF-16 without a mark are ASCII by their bytes.
  return text !== undefined && !text.includes('\x1b$') && text === readText(whole).text;
}
