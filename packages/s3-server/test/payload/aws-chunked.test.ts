import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAwsChunked } from '../../src/payload/aws-chunked.ts';

/** Decodes a stream that arrives in these pieces. */
async function decode(
  pieces: readonly Uint8Array[],
  trailer?: string,
): Promise<{ bytes: Buffer; trailer: string | undefined }> {
  async function* arriving() {
    for (const piece of pieces) yield Buffer.from(piece);
  }
  const decoding = decodeAwsChunked(arriving(), trailer === undefined ? {} : { trailer });
  const bytes: Buffer[] = [];
  for (;;) {
    const next = await decoding.next();
    if (next.done) return { bytes: Buffer.concat(bytes), trailer: next.value };
    bytes.push(Buffer.from(next.value));
  }
}

const encode = (chunks: readonly Uint8Array[], end = '') =>
  Buffer.concat([
    ...chunks.flatMap((chunk) => [Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]),
    Buffer.from(`0\r\n${end}\r\n`),
  ]);

function cutAt(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((place, index) => bytes.subarray(places[index], place));
}

describe('decodeAwsChunked', () => {
  it('a stream cut anywhere, gives the same bytes and trailer', async () => {
    const large = fc.uint8Array({ minLength: 8192, maxLength: 8300 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(large, { maxLength: 3 }),
        fc.uint8Array({ minLength: 1, maxLength: 50 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        async (chunks, last, cuts) => {
          const all = [...chunks, last];
          const sent = encode(all, 'x-amz-checksum-crc32:abcdef==\r\n');
          const { bytes, trailer } = await decode(cutAt(sent, cuts), 'x-amz-checksum-crc32');
          expect(bytes.equals(Buffer.concat(all))).toBe(true);
          expect(trailer).toBe('abcdef==');
        },
      ),
      { numRuns: 60 },
    );
  });

  it('a stream cut after every byte, gives the same bytes', async () => {
    const sent = encode([Buffer.from('\r\n0\r\n\r\n')]);
    expect((await decode([...sent].map((byte) => Buffer.of(byte)))).bytes.toString()).toBe('\r\n0\r\n\r\n');
  });

  it.each([
    ['no end', '5\r\nhello\r\n', 'IncompleteBody'],
    ['a chunk cut short', '6\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['a chunk that goes on', '4\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['a size that is none', '0x5\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['a negative size', '-5\r\nhello\r\n0\r\n\r\n', 'IncompleteBody'],
    ['an endless line', 'a'.repeat(5000), 'IncompleteBody'],
    [
      'a signature that was not announced',
      `5;chunk-signature=${'0'.repeat(64)}\r\nhello\r\n0\r\n\r\n`,
      'IncompleteBody',
    ],
    ['bytes behind the end', '5\r\nhello\r\n0\r\n\r\nmore', 'IncompleteBody'],
    ['a small chunk that is not the last', '1\r\nh\r\n4\r\nello\r\n0\r\n\r\n', 'InvalidChunkSizeError'],
    [
      'a trailer that was not announced',
      '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:abcdef==\r\n\r\n',
      'MalformedTrailerError',
    ],
  ])('%s, throws', async (_, sent, code) => {
    await expect(decode([Buffer.from(sent)])).rejects.toMatchObject({ code });
  });

  it.each([
    ['no trailer', ''],
    ['another one', 'x-amz-checksum-sha256:abc\r\n'],
    ['two', 'x-amz-checksum-crc32:abc\r\nx-amz-checksum-crc32:abc\r\n'],
    ['very many', 'a:b\r\n'.repeat(1000)],
  ])('%s where one trailer was announced, throws', async (_, end) => {
    await expect(decode([encode([Buffer.from('hello')], end)], 'x-amz-checksum-crc32')).rejects.toMatchObject({
      code: 'MalformedTrailerError',
    });
  });
});
