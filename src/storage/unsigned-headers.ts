import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';

/**
 * Returns the names of the stored headers of an object that our requests do not bind. A signed URL binds only the
 * headers that it names: S3 stores any other standard header that a client sends with it, and gives it to each reader.
 * With `Content-Encoding`, browsers would unpack the checked bytes into others.
 *
 * @returns names as HTTP writes them; none for an object that was sent as it was signed
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
 */
export function findUnsignedHeaders(object: HeadObjectCommandOutput): readonly string[] {
  const standard: readonly [string, unknown][] = [
    ['Content-Encoding', codingsOf(object.ContentEncoding)],
    ['Content-Language', object.ContentLanguage],
    ['Content-Disposition', object.ContentDisposition],
    ['Cache-Control', withoutBrowsersOwn(object.CacheControl)],
    ['Expires', object.ExpiresString],
    ['x-amz-website-redirect-location', object.WebsiteRedirectLocation],
  ];
  const stored = standard.flatMap(([name, value]) => (value ? [name] : []));
  return [...stored, ...Object.keys(object.Metadata ?? {}).map((name) => `x-amz-meta-${name}`)];
}

/**
 * Returns a `Cache-Control`, or '' when a browser or Node's `fetch` has added all of it itself. They do so for a
 * request with `If-None-Match`; each download overrides these values.
 *
 * @see https://fetch.spec.whatwg.org/#http-network-or-cache-fetch (8.13 to 8.16)
 */
function withoutBrowsersOwn(cacheControl = ''): string {
  return /^(no-cache|no-store|max-age=0|[\s,])*$/i.test(cacheControl) ? '' : cacheControl;
}

/** Returns the codings without `aws-chunked`: it describes the transfer, and some S3 servers store it. */
function codingsOf(encoding = ''): string {
  return encoding
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== 'aws-chunked')
    .join();
}
