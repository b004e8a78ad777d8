import { crc32 as crc32OfZlib } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64, base64OfCrc32 } from '../../../src/browser/checksum/base64.ts';
import { crc32 } from '../../../src/browser/checksum/crc32.ts';
import { crc32OfBlob, sha256OfBlob } from '../../../src/browser/checksum/file-checksum.ts';

const bytes = fc.uint8Array({ maxLength: 300 });

test('crc32, the text of the standard, gives its check value', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
});

test('crc32, any bytes anywhere in their buffer, gives the same as zlib', () => {
  fc.assert(
    fc.property(bytes, fc.nat(20), (all, skipped) => {
      const view = all.subarray(Math.min(skipped, all.length));
      expect(crc32(view)).toBe(crc32OfZlib(view));
    }),
  );
});

test('crc32, chunks one after the other, gives that of the whole', () => {
  fc.assert(
    fc.property(fc.array(bytes, { maxLength: 8 }), (chunks) => {
      expect(chunks.reduce((crc, chunk) => crc32(chunk, crc), 0)).toBe(crc32OfZlib(Buffer.concat(chunks)));
    }),
  );
});

test('crc32 of a blob, read in pieces, gives that of its bytes', async () => {
  const content = Buffer.alloc(9 * 1024 * 1024 + 5, 'sluice');
  expect(await crc32OfBlob(new Blob([content]), new AbortController().signal)).toBe(crc32OfZlib(content));
});

test('crc32 of a blob, aborted, stops reading', async () => {
  const reading = crc32OfBlob(new Blob(['abc']), AbortSignal.abort(new Error('paused')));
  await expect(reading).rejects.toThrow('paused');
});

test('the text of a CRC-32, is base64 with the highest byte first, as in S3', async () => {
  expect(base64OfCrc32(0xcbf43926)).toBe('y/Q5Jg==');
  expect(base64OfCrc32(1)).toBe('AAAAAQ==');
  expect(base64(new Uint8Array())).toBe('');
  expect(await sha256OfBlob(new Blob([]))).toBe('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
});
