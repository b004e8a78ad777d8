import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { maxResultBytes, resultBytes, resultHead } from '../src/result.ts';

const MiB = 1024 * 1024;
const octets = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
const jsonText = Buffer.from(
  JSON.stringify({ separator: '\u2028\u2029', quotes: '"\\', control: '\u0000\u001f', emoji: '🥾' }),
);
export const largestBinary = largestBody({ 'content-type': 'image/png' }, (length) => Buffer.alloc(length, 0xff));
export const largestText = largestBody({ 'content-type': 'text/plain' }, (length) => Buffer.alloc(length, 'x'));
const largestQuotedText = largestBody({ 'content-type': 'text/csv' }, quoted);

export interface Body {
  readonly bytes: Buffer;
  readonly headers?: Record<string, string>;
  readonly leavesAs: 'text' | 'base64';
}

/** Bodies that fit into Lambda's limit, and how they leave. */
export const bodies: Record<string, Body> = {
  'nothing at all': { bytes: Buffer.alloc(0), leavesAs: 'text' },
  'nothing, as an image': { bytes: Buffer.alloc(0), headers: type('image/png'), leavesAs: 'base64' },
  'one letter': { bytes: Buffer.from('a'), headers: type('text/plain'), leavesAs: 'text' },
  'one byte that is no letter': { bytes: Buffer.from([0xff]), headers: type('text/plain'), leavesAs: 'base64' },
  'two bytes': { bytes: Buffer.from([0, 0xff]), headers: type('image/png'), leavesAs: 'base64' },
  'three bytes': { bytes: Buffer.from([0, 0xff, 0x80]), headers: type('image/png'), leavesAs: 'base64' },
  'a NUL': { bytes: Buffer.from([0]), headers: type('text/plain'), leavesAs: 'text' },
  'a byte order mark and text': {
    bytes: Buffer.from('\ufeffa;b\r\n'),
    headers: type('text/csv; charset=utf-8'),
    leavesAs: 'text',
  },
  'a byte order mark alone': { bytes: Buffer.from('\ufeff'), headers: type('text/csv'), leavesAs: 'text' },
  'two byte order marks': { bytes: Buffer.from('\ufeff\ufeffa'), headers: type('text/csv'), leavesAs: 'text' },
  'Latin-1': {
    bytes: Buffer.from('Grüße', 'latin1'),
    headers: type('text/csv; charset=iso-8859-1'),
    leavesAs: 'base64',
  },
  'ASCII labelled Latin-1': {
    bytes: Buffer.from('abc'),
    headers: type('text/plain; charset=iso-8859-1'),
    leavesAs: 'text',
  },
  'UTF-16 with its mark': {
    bytes: Buffer.from('\ufeffab', 'utf16le'),
    headers: type('text/plain; charset=utf-16'),
    leavesAs: 'base64',
  },
  'an overlong encoding': { bytes: Buffer.from([0xc0, 0x80]), headers: type('text/plain'), leavesAs: 'base64' },
  'half a surrogate pair': { bytes: Buffer.from([0xed, 0xa0, 0x80]), headers: type('text/plain'), leavesAs: 'base64' },
  'a cut-off character': { bytes: Buffer.from('a🥾').subarray(0, 3), headers: type('text/plain'), leavesAs: 'base64' },
  'the replacement character itself': { bytes: Buffer.from('\ufffd'), headers: type('text/plain'), leavesAs: 'text' },
  'all 256 bytes': { bytes: octets, headers: type('application/octet-stream'), leavesAs: 'base64' },
  'all 256 bytes as text': { bytes: octets, headers: type('text/plain'), leavesAs: 'base64' },
  'all 256 bytes without a type': { bytes: octets, leavesAs: 'base64' },
  'ASCII control characters': { bytes: octets.subarray(0, 128), headers: type('text/plain'), leavesAs: 'text' },
  'text without a type': { bytes: Buffer.from('ü'), leavesAs: 'text' },
  'an empty type': { bytes: octets, headers: type(''), leavesAs: 'base64' },
  'JSON with U+2028': { bytes: jsonText, headers: type('application/json'), leavesAs: 'text' },
  'JSON in capitals': { bytes: jsonText, headers: type('APPLICATION/JSON; Charset=UTF-8'), leavesAs: 'text' },
  'a problem document': { bytes: jsonText, headers: type('application/problem+json'), leavesAs: 'text' },
  'newline-delimited JSON': { bytes: jsonText, headers: type('application/x-ndjson'), leavesAs: 'text' },
  'an SVG': { bytes: Buffer.from('<svg/>'), headers: type('image/svg+xml'), leavesAs: 'text' },
  'text that calls itself an image': { bytes: Buffer.from('abc'), headers: type('image/png'), leavesAs: 'base64' },
  'gzip of JSON': {
    bytes: gzipSync(jsonText),
    headers: { ...type('application/json'), 'content-encoding': 'gzip' },
    leavesAs: 'base64',
  },
  'gzip without a label': { bytes: gzipSync(jsonText), headers: type('application/gzip'), leavesAs: 'base64' },
  brotli: {
    bytes: brotliCompressSync(jsonText),
    headers: { ...type('text/html'), 'content-encoding': 'br' },
    leavesAs: 'base64',
  },
  zstd: {
    bytes: zstdCompressSync(jsonText),
    headers: { ...type('text/html'), 'content-encoding': 'zstd' },
    leavesAs: 'base64',
  },
  'double gzip': {
    bytes: gzipSync(gzipSync(jsonText)),
    headers: { ...type('text/csv'), 'content-encoding': 'gzip, gzip' },
    leavesAs: 'base64',
  },
  'text with an unknown encoding': {
    bytes: Buffer.from('abc'),
    headers: { ...type('text/plain'), 'content-encoding': 'x' },
    leavesAs: 'base64',
  },
  'text with the encoding identity': {
    bytes: Buffer.from('ü'),
    headers: { ...type('text/plain'), 'content-encoding': 'Identity' },
    leavesAs: 'text',
  },
  '512 KiB of control characters': { bytes: Buffer.alloc(MiB / 2), headers: type('text/plain'), leavesAs: 'text' },
  '1 MiB and a bit of control characters, which JSON makes six of': {
    bytes: Buffer.alloc(1_049_000),
    headers: type('text/plain'),
    leavesAs: 'base64',
  },
  '4.7 MB of bytes': { bytes: Buffer.alloc(4_700_000, octets), headers: type('image/png'), leavesAs: 'base64' },
  '6 MB of text': { bytes: Buffer.alloc(6_000_000, 'text '), headers: type('text/plain'), leavesAs: 'text' },
  'the largest binary body': {
    bytes: Buffer.alloc(largestBinary, 0xff),
    headers: type('image/png'),
    leavesAs: 'base64',
  },
  'the largest text body': { bytes: Buffer.alloc(largestText, 'x'), headers: type('text/plain'), leavesAs: 'text' },
  'the largest body of quoted text': {
    bytes: quoted(largestQuotedText),
    headers: type('text/csv'),
    leavesAs: 'text',
  },
  'one byte more of quoted text, of which base64 is shorter': {
    bytes: quoted(largestQuotedText + 1),
    headers: type('text/csv'),
    leavesAs: 'base64',
  },
};

export function type(contentType: string): Record<string, string> {
  return { 'content-type': contentType };
}

/** Lines of CSV with every value in quotes, which JSON escapes. */
function quoted(length: number): Buffer {
  return Buffer.alloc(length, '"Boots, ""brown""";"ü"\r\n');
}

function largestBody(headers: Record<string, string>, body: (length: number) => Buffer): number {
  const head = resultHead(new Response(null, { headers }));
  const isBase64Encoded = headers['content-type'] === 'image/png';
  let [fits, tooMany] = [0, maxResultBytes];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (resultBytes(head, body(middle), isBase64Encoded) <= maxResultBytes) fits = middle;
    else tooMany = middle;
  }
  return fits;
}
