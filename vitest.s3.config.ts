import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

if (!process.env.AWS_ENDPOINT_URL_S3) {
  throw new Error(
    'AWS_ENDPOINT_URL_S3 must name an S3, and AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY how to sign for it.',
  );
}

/**
 * The tests that ask no more of the bucket than to be an S3: no faults, no moved clock. `S3_KEEPS_CHECKSUMS=yes` where
 * it proves checksums.
 */
export default defineConfig({
  test: {
    ...base.test,
    include: ['test/storage/**/*.test.ts', 'test/journeys/{documents,avatar,without-script}.test.ts'],
    reporters: ['default'],
  },
});
