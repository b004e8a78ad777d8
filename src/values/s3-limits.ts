/**
 * S3's limits for an object in parts. Plain numbers, so that the browser's script is built without those it does not use.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
export const maxPartCount = 10_000;
export const maxPartBytes = 5 * 1024 ** 3;
/** 48.8 TiB: as many of the largest parts as there may be. */
export const maxObjectBytes = maxPartCount * maxPartBytes;

/** S3 takes no more in one PUT or POST. */
export const maxPostBytes = 5 * 1024 ** 3;
