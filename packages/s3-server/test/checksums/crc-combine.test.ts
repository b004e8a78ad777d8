import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectInProportion } from '../../../../test/support/in-proportion.ts';
import { startDigest } from '../../src/checksums/algorithm.ts';
import { combineCrcs } from '../../src/checksums/crc-combine.ts';

describe.each(['CRC32', 'CRC32C', 'CRC64NVME'] as const)('combineCrcs, %s', (algorithm) => {
  const crcOf = (bytes: Uint8Array) => {
    const digest = startDigest(algorithm);
    digest.update(bytes);
    return digest.digest();
  };

  it('checksums of parts, gives the one of the whole', () => {
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

  it('combineCrcs, 10,000 parts of 5 GiB, takes time in proportion to their number', async () => {
    const digest = crcOf(Buffer.from('part'));
    const parts = Array.from({ length: 10_000 }, () => ({ digest, size: 5 * 1024 ** 3 }));
    await expectInProportion(parts.length, () => combineCrcs(algorithm, parts));
  });
});
