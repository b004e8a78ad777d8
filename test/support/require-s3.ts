/**
 * Refuses to run against nothing.
 * @throws Error when no S3 is named
 */
export default function requireS3(): void {
  if (process.env.AWS_ENDPOINT_URL_S3) return;
  throw new Error(
    'AWS_ENDPOINT_URL_S3 must name an S3, and AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY how to sign for it.',
  );
}
