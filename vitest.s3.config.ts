import { defineConfig } from 'vitest/config';
import { settings } from './vitest.config.ts';

/**
 * The tests that ask no more of the bucket than to be an S3: no faults, no moved clock. `S3_KEEPS_CHECKSUMS=yes` where
 * it proves checksums.
 */
export default defineConfig({
  test: {
    ...settings,
    globalSetup: ['test/support/require-s3.ts', 'test/support/build.ts'],
    include: [
      'test/storage/**/*.test.ts',
      'test/exports/any-s3.test.ts',
      'test/journeys/{documents,avatar,without-script}.test.ts',
    ],
    // They put faults into the bucket, which only the embedded one has.
    exclude: ['test/storage/spill/spill.test.ts', 'test/storage/spill/spill-repeats.test.ts'],
    reporters: ['default'],
  },
});
