import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startDigest } from '../../../../local/bucket/checksums/algorithm.ts';
import { combineCrcs } from '../../../../local/bucket/checksums/crc-combine.ts';

describe.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)('combining %s', (algorithm) => {
  const crcOf = (bytes: Uint8Array) => {
    const digest = startDigest(algorithm);
    digest.update(bytes);
    return digest.digest();
  };

  it('gives the checksum of the whole from those of its parts', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 6 }), (parts) => {
        const combined = combineCrcs(
          algorithm,
          parts.map((part) => ({ digest: crcOf(part), size: part.length })),
        );
        expect(combined).toEqual(crcOf(Buffer.concat(parts)));
      }),
    );
  });

  it('takes 10,000 parts in less than a second', () => {
    const digest = crcOf(Buffer.from('part'));
    const started = performance.now();
    combineCrcs(
      algorithm,
      Array.from({ length: 10_000 }, () => ({ digest, size: 5 * 1024 ** 3 })),
    );
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
