import { createCipheriv } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { bodies, largestBinary, largestText } from '../../../packages/lambda-adapter/test/bodies.ts';

interface SizedBody {
  readonly bytes: Buffer;
  readonly headers?: Record<string, string>;
}

const MiB = 1024 ** 2;
const octets = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

/**
 * Bodies that fit into what Lambda carries, and bodies that do not; each made when it is needed, the same in every
 * process.
 */
export const allBodies: Record<string, () => SizedBody> = {
  ...Object.fromEntries(Object.entries(bodies).map(([name, body]) => [name, () => body])),
  'one step above the largest binary body': () => of('image/png', Buffer.alloc(largestBinary + 3, octets)),
  'one byte above the largest text body': () => of('text/plain', Buffer.alloc(largestText + 1, 'text ')),
  '6 MB of bytes without a type': () => ({ bytes: Buffer.alloc(6_000_000, octets) }),
  'all 256 bytes, 30,000 times, as text': () => of('text/plain', Buffer.alloc(256 * 30_000, octets)),
  'a large CSV with a byte order mark': () => of('text/csv', Buffer.concat([Buffer.from('\ufeff'), unlikeText()])),
  'a large CSV in Latin-1': () => of('text/csv', Buffer.alloc(7 * MiB, Buffer.from('Grüße;', 'latin1'))),
  'large JSON with U+2028': () => of('application/json', Buffer.from(JSON.stringify('\u2028"\\'.repeat(1_200_000)))),
  'large gzip': () => encoded('application/json', 'gzip', gzip(unlikeText())),
  'large brotli': () => encoded('text/csv', 'br', brotliCompressSync(unlikeText(), { params: fastBrotli })),
  'large zstd': () => encoded('text/csv', 'zstd', zstdCompressSync(unlikeText())),
  'large double gzip': () => encoded('text/csv', 'gzip, gzip', gzip(gzip(unlikeText()))),
  'large gzip without a label': () => of('application/gzip', gzip(unlikeText())),
  'one part less a byte': () => of('video/mp4', Buffer.alloc(8 * MiB - 1, octets)),
  'one part': () => of('video/mp4', Buffer.alloc(8 * MiB, octets)),
  'one part and a byte': () => of('video/mp4', Buffer.alloc(8 * MiB + 1, octets)),
  'two parts': () => of('video/mp4', Buffer.alloc(16 * MiB, octets)),
  'five parts and a bit': () => of('application/pdf', Buffer.alloc(41 * MiB + 12_345, octets)),
};

const fastBrotli = { [constants.BROTLI_PARAM_QUALITY]: 0 };
function of(contentType: string, bytes: Buffer): SizedBody {
  return { bytes, headers: { 'content-type': contentType } };
}

function encoded(contentType: string, coding: string, bytes: Buffer): SizedBody {
  return { bytes, headers: { 'content-type': contentType, 'content-encoding': coding } };
}

/** 9 MB of which hardly anything repeats, so that it is too large for Lambda when it is compressed too. */
function unlikeText(): Buffer {
  const stream = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16));
  return Buffer.from(stream.update(Buffer.alloc(7_000_000)).toString('base64'));
}

function gzip(bytes: Buffer): Buffer {
  return gzipSync(bytes, { level: 1 });
}
