import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';

/** A body of an upstream, and its headers. */
export interface Sample {
  readonly bytes: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent in chunks, without a length. */
  readonly isChunked?: true;
}

const allBytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const text = Buffer.from('id;größe\r\n'.repeat(500));
const json = Buffer.from(
  JSON.stringify({ separators: '\u2028\u2029', quotes: '"\\', control: '\u0000\u001f', emoji: '🥾' }),
);

/** Bytes that JSON, UTF-8 or a compressor would change. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0, state = 1; at < length; at += 1) {
    state = (state * 1_103 + 12_345) % 65_521;
    bytes[at] = state;
  }
  return bytes;
}

function typed(contentType: string, bytes: Buffer | string, more: Record<string, string> = {}): Sample {
  return { bytes: Buffer.from(bytes), headers: { 'content-type': contentType, ...more } };
}

function encoded(contentEncoding: string, bytes: Buffer): Sample {
  return typed('application/json', bytes, { 'content-encoding': contentEncoding });
}

export const samples: Readonly<Record<string, Sample>> = {
  'nothing at all': { bytes: Buffer.alloc(0) },
  'nothing, labelled gzip': encoded('gzip', Buffer.alloc(0)),
  'nothing, in chunks': { ...typed('text/plain', ''), isChunked: true },
  'one byte': typed('text/plain', 'a'),
  'one byte beyond UTF-8': typed('text/plain', Buffer.from([0xff])),
  'a NUL': typed('text/plain', '\0'),
  'all 256 bytes': typed('application/octet-stream', allBytes),
  'all 256 bytes as text': typed('text/html', allBytes),
  'all 256 bytes without a type': { bytes: allBytes },
  'text without a type': { bytes: text },
  'a byte order mark': typed('text/csv; charset=utf-8', `\ufeff${text}`),
  'a byte order mark alone': typed('text/csv', '\ufeff'),
  'Latin-1': typed('text/csv; charset=iso-8859-1', Buffer.from('Größe', 'latin1')),
  'UTF-16': typed('text/plain; charset=utf-16', Buffer.from('\ufeffGröße', 'utf16le')),
  'half a surrogate': typed('text/plain', Buffer.from([0xed, 0xa0, 0x80])),
  'a cut-off character': typed('text/plain', Buffer.from('🥾').subarray(0, 3)),
  'JSON with U+2028': typed('application/json', json),
  'a malformed type': typed('nonsense', json),
  gzip: encoded('gzip', gzipSync(json)),
  'gzip in chunks': { ...encoded('gzip', gzipSync(json)), isChunked: true },
  'gzip under its old name': encoded('x-gzip', gzipSync(json)),
  'gzip of nothing': encoded('gzip', gzipSync('')),
  'several gzip members in a row': encoded('gzip', Buffer.concat([gzipSync('a'), gzipSync('b')])),
  'gzip with bytes after it': encoded('gzip', Buffer.concat([gzipSync('a'), Buffer.from('rest')])),
  'gzip that is cut off': encoded('gzip', gzipSync(json).subarray(0, -9)),
  'malformed gzip': encoded('gzip', Buffer.from('not gzip at all')),
  'gzip without a label': typed('application/gzip', gzipSync(json)),
  'double gzip': encoded('gzip, gzip', gzipSync(gzipSync(json))),
  brotli: encoded('br', brotliCompressSync(json)),
  'brotli in capitals': encoded('BR', brotliCompressSync(json)),
  zstd: encoded('zstd', zstdCompressSync(json)),
  'brotli of gzip': encoded('gzip, br', brotliCompressSync(gzipSync(json))),
  identity: encoded('identity', json),
  'an unknown coding': encoded('aes128gcm', noise(99)),
  'a chain of a hundred codings': encoded(Array(100).fill('gzip').join(', '), gzipSync(json)),
  '64 KiB and one byte': typed('application/octet-stream', noise(65_537)),
  '1 MB of gzip': encoded('gzip', gzipSync(noise(1_000_000))),
  '1 MB of noise as text': typed('text/plain', noise(1_000_000)),
  '4.7 MB': typed('application/octet-stream', noise(4_700_000)),
  '4.7 MB in chunks': { ...encoded('gzip', noise(4_700_000)), isChunked: true },
};
