/** The permission to send one request: method, address and headers exactly as given, until `expiresAt`. */
export interface PresignedRequest<Method extends 'PUT' | 'GET' | 'HEAD' = 'PUT' | 'GET' | 'HEAD'> {
  readonly method: Method;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly expiresAt: Date;
  /** True when the same request, signed a moment later, has the same address. */
  readonly isStable?: boolean;
}

/**
 * The lifetime of a signed request. It is short, because every client that has the request can use it; it is long
 * enough to start on a slow line (S3 compares the time when a request begins, not when it ends).
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-presigned-url.html
 */
export const signedRequestLifetimeSeconds = 300;

/**
 * The time within which a stable address of an object stays the same. Its lifetime begins with it, so that half of the
 * lifetime is always left.
 */
export const stableSeconds = signedRequestLifetimeSeconds / 2;
