import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { findUnsignedHeaders } from '../../src/storage/unsigned-headers.ts';

const stored = (facts: Partial<HeadObjectCommandOutput>) => findUnsignedHeaders({ $metadata: {}, ...facts });

describe('findUnsignedHeaders', () => {
  it.each<[Partial<HeadObjectCommandOutput>, string]>([
    [{ ContentEncoding: 'gzip' }, 'Content-Encoding'],
    [{ ContentEncoding: 'aws-chunked, br' }, 'Content-Encoding'],
    [{ ContentLanguage: 'de' }, 'Content-Language'],
    [{ ContentDisposition: 'inline' }, 'Content-Disposition'],
    [{ CacheControl: 'no-cache, max-age=60' }, 'Cache-Control'],
    [{ ExpiresString: '0' }, 'Expires'],
    [{ WebsiteRedirectLocation: 'https://example.com/' }, 'x-amz-website-redirect-location'],
    [{ Metadata: { note: 'x' } }, 'x-amz-meta-note'],
  ])('findUnsignedHeaders, an object stored with %o, names its header', (facts, name) => {
    expect(stored(facts)).toEqual([name]);
  });

  it.each<Partial<HeadObjectCommandOutput>>([
    {},
    { ContentType: 'text/plain', ETag: '"1"', ContentLength: 1, Metadata: {} },
    { ContentEncoding: 'aws-chunked' },
    { CacheControl: 'no-cache' },
    { CacheControl: 'max-age=0' },
    { CacheControl: 'No-Store, no-cache' },
  ])('findUnsignedHeaders, an object stored with %o as clients send it, names none', (facts) => {
    expect(stored(facts)).toEqual([]);
  });
});
