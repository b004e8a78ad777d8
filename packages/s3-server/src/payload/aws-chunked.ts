import { S3Error } from '../s3-error.ts';
import { ByteCursor } from './byte-cursor.ts';
import type { ChunkSignatures } from './chunk-signatures.ts';

/** The expected trailer and signatures of a chunked stream. */
export interface ChunkedExpectation {
  /** The name of the header that follows the bytes, in lower case. */
  readonly trailer?: string;
  /** Present when every chunk is signed. */
  readonly signatures?: ChunkSignatures;
}

const crlf = Buffer.from('\r\n');
const maxLineBytes = 1024;
const minChunkBytes = 8192;

/**
 * Decodes `aws-chunked`: `hex-size[;chunk-signature=…]` CRLF bytes CRLF … `0` CRLF trailers CRLF. Returns the
 * trailer's value, if one was expected. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 * @throws S3Error IncompleteBody, InvalidChunkSizeError, MalformedTrailerError, SignatureDoesNotMatch
 */
export async function* decodeAwsChunked(
  source: AsyncIterable<Buffer>,
  expected: ChunkedExpectation,
): AsyncGenerator<Buffer, string | undefined, undefined> {
  const cursor = new ByteCursor(source);
  for (let sizeBefore = minChunkBytes; ; ) {
    const { size, signature } = chunkHeader(await cursor.readUntil(crlf, maxLineBytes), expected);
    if (size > 0 && sizeBefore < minChunkBytes) throw new S3Error('InvalidChunkSizeError');
    sizeBefore = size;
    const chunk = expected.signatures?.startChunk();
    for await (const piece of cursor.take(size)) {
      chunk?.update(piece);
      yield piece;
    }
    chunk?.verify(signature);
    if (size === 0) break;
    if ((await cursor.readUntil(crlf, 0)) === undefined) throw new S3Error('IncompleteBody');
  }
  const trailer = await readTrailer(cursor, expected);
  if (!(await cursor.atEnd()))
    throw new S3Error('IncompleteBody', 'There are bytes after the end of the chunked stream.');
  return trailer;
}

function chunkHeader(line: Buffer | undefined, expected: ChunkedExpectation): { size: number; signature: string } {
  const match = /^([0-9a-fA-F]{1,10})(?:;chunk-signature=([0-9a-f]{64}))?$/.exec(line?.toString('latin1') ?? '');
  if (!match || (expected.signatures === undefined) !== (match[2] === undefined)) {
    throw new S3Error('IncompleteBody', 'The request body is not a well-formed aws-chunked stream.');
  }
  return { size: Number.parseInt(match[1] ?? '', 16), signature: match[2] ?? '' };
}

async function readTrailer(cursor: ByteCursor, expected: ChunkedExpectation): Promise<string | undefined> {
  const lines: string[] = [];
  for (;;) {
    const line = await cursor.readUntil(crlf, maxLineBytes);
    if (line === undefined) throw new S3Error('IncompleteBody');
    if (line.length === 0) break;
    lines.push(line.toString('latin1'));
    if (lines.length > 2) throw new S3Error('MalformedTrailerError');
  }
  const wanted = [expected.trailer, expected.trailer && expected.signatures && 'x-amz-trailer-signature'].filter(
    (name) => name !== undefined,
  );
  const trailers = lines.map(
    (line) =>
      [line.slice(0, line.indexOf(':')).trim().toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const,
  );
  if (trailers.map(([name]) => name).join() !== wanted.join()) throw new S3Error('MalformedTrailerError');
  const [value, signature] = trailers.map(([, text]) => text);
  if (expected.trailer !== undefined)
    expected.signatures?.verifyTrailer(`${expected.trailer}:${value}\n`, signature ?? '');
  return value;
}
