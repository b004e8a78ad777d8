import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksumAlgorithms, startDigest } from '../../src/checksums/algorithm.ts';

/**
 * Check values of the CRC catalogue (https://reveng.sourceforge.io/crc-catalogue/) and of the SHA standard's tools for
 * these nine bytes.
 */
const ofNineDigits = {
  CRC32: 'cbf43926',
  CRC32C: 'e3069283',
  CRC64NVME: 'ae8b14860a799888',
  SHA1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
  SHA256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
};

describe.each(checksumAlgorithms)('startDigest, %s', (algorithm) => {
  it('the published check value, is the same', () => {
    const digest = startDigest(algorithm);
    digest.update(Buffer.from('123456789'));
    expect(digest.digest().toString('hex')).toBe(ofNineDigits[algorithm]);
  });

  it('bytes cut anywhere, is the same', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 8 }), (chunks) => {
        const [cut, whole] = [startDigest(algorithm), startDigest(algorithm)];
        for (const chunk of chunks) cut.update(chunk);
        whole.update(Buffer.concat(chunks));
        expect(cut.digest()).toEqual(whole.digest());
      }),
    );
  });
});
