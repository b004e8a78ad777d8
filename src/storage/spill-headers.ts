import { isAscii } from '../values/header-text.ts';

/**
 * What an answer says of its bytes, and an object can say too. Values are byte strings, as Fetch's Headers give them.
 */
export interface SpillHeaders {
  readonly 'cache-control'?: string;
  readonly 'content-disposition'?: string;
  readonly 'content-encoding'?: string;
  readonly 'content-language'?: string;
  readonly 'content-type'?: string;
}

/** As parameters of PutObject and CreateMultipartUpload: what a signed request header can hold, which is ASCII. */
export function storedHeaders(headers: SpillHeaders) {
  const stored: SpillHeaders = Object.fromEntries(Object.entries(headers).filter(([, value]) => isAscii(value)));
  return {
    CacheControl: stored['cache-control'],
    ContentDisposition: stored['content-disposition'],
    ContentEncoding: stored['content-encoding'],
    ContentLanguage: stored['content-language'],
    ContentType: stored['content-type'],
  };
}

/**
 * The others, a file name in Latin-1 for one, as parameters of the signed GET, which S3 answers in ISO-8859-1.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html (response-content-disposition and its like)
 */
export function signedHeaders(headers: SpillHeaders): Record<string, string> {
  const others = Object.entries(headers).filter(([, value]) => !isAscii(value));
  return Object.fromEntries(others.map(([name, value]) => [`response-${name}`, value]));
}
