/**
 * S3's limits for an object in parts. Plain numbers, so that the browser's script is built without those it does not use.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
export const maxPartCount = 10_000;
/** The smallest part; only the last one may be smaller. */
export const minPartBytes = 5 * 1024 ** 2;
export const maxPartBytes = 5 * 1024 ** 3;
/** The largest object, 48.8 TiB: the largest number of the largest parts. */
export const maxObjectBytes = maxPartCount * maxPartBytes;

/** The largest body that S3 accepts in one PUT or POST. */
export const maxPostBytes = 5 * 1024 ** 3;

/** The longest key of an object, in bytes of UTF-8. */
export const maxKeyBytes = 1024;
