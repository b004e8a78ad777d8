import { isAscii } from '../values/header-text.ts';

/** The headers of a response that an object can carry too. Values are byte strings, as Fetch's Headers give them. */
export interface SpillHeaders {
  readonly 'cache-control'?: string;
  readonly 'content-disposition'?: string;
  readonly 'content-encoding'?: string;
  readonly 'content-language'?: string;
  readonly 'content-type'?: string;
}

/**
 * Returns the ASCII headers as parameters of PutObject and CreateMultipartUpload: a signed request header can hold only
 * ASCII.
 */
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
 * Returns the other headers as parameters of the signed GET, whose response S3 encodes in ISO-8859-1. A file name in
 * Latin-1 is one.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html (response-content-disposition and its like)
 */
export function signedHeaders(headers: SpillHeaders): Record<string, string> {
  const others = Object.entries(headers).filter(([, value]) => !isAscii(value));
  return Object.fromEntries(others.map(([name, value]) => [`response-${name}`, value]));
}
