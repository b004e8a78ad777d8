import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBucket } from '../../src/storage/bucket.ts';
import { createBucketClient } from '../../src/storage/bucket-client.ts';

const now = new Date('2026-11-20T12:00:00.000Z');
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };
const onAws = createBucket(
  createBucketClient({ bucketName: 'my-files', region: 'eu-central-1', s3Endpoint: undefined, credentials }),
  () => now,
);
const elsewhere = createBucket(
  createBucketClient({
    bucketName: 'my-files',
    region: 'eu-central-1',
    s3Endpoint: 'http://localhost:9000',
    credentials,
  }),
  () => now,
);
const terms = { contentType: 'image/png', size: 14, sha256: 'x'.repeat(43).concat('=') };
const key = `files/${'k'.repeat(24)}`;

describe('presigned PUT URLs', () => {
  it('a presigned PUT URL, each header, is signed and stands in the header only', async () => {
    const { method, url, headers, expiresAt } = await onAws.presignPut(key, terms);
    const { origin, pathname, searchParams } = new URL(url);
    expect(method).toBe('PUT');
    expect([origin, pathname]).toEqual(['https://my-files.s3.eu-central-1.amazonaws.com', `/${key}`]);
    expect(headers).toEqual({
      'content-type': 'image/png',
      'if-none-match': '*',
      'x-amz-checksum-sha256': terms.sha256,
      'x-amz-tagging': 'state=pending',
    });
    expect(searchParams.get('X-Amz-SignedHeaders')?.split(';').sort()).toEqual(
      [...Object.keys(headers), 'content-length', 'host'].sort(),
    );
    expect([...searchParams.keys()].sort()).toEqual(
      [
        'X-Amz-Algorithm',
        'X-Amz-Content-Sha256',
        'X-Amz-Credential',
        'X-Amz-Date',
        'X-Amz-Expires',
        'X-Amz-Signature',
        'X-Amz-SignedHeaders',
      ].filter((name) => searchParams.has(name)),
    );
    expect(searchParams.get('X-Amz-Expires')).toBe('300');
    expect(searchParams.get('X-Amz-Date')).toBe('20261120T120000Z');
    expect(expiresAt.toISOString()).toBe('2026-11-20T12:05:00.000Z');
  });

  it('a presigned PUT URL, with SHA-256 or without, has no checksum of an empty body (attack 22)', async () => {
    for (const sha256 of [terms.sha256, undefined]) {
      const { url, headers } = await onAws.presignPut(key, { ...terms, sha256 });
      expect(url).not.toMatch(/crc32|AAAAAA|sdk-checksum|x-id/i);
      expect(JSON.stringify(headers)).not.toMatch(/crc32/i);
    }
  });

  it('a presigned PUT URL, a given endpoint, goes there path-style', async () => {
    const { url } = await elsewhere.presignPut(key, terms);
    expect(url).toMatch(new RegExp(`^http://localhost:9000/my-files/${key}\\?`));
  });

  it('a presigned PUT URL, another key, size, type, content or time, has another signature', async () => {
    const signatureOf = async (signed: Promise<{ url: string }>) =>
      new URL((await signed).url).searchParams.get('X-Amz-Signature');
    const signatures = await Promise.all([
      signatureOf(onAws.presignPut(key, terms)),
      signatureOf(onAws.presignPut(`${key}x`, terms)),
      signatureOf(onAws.presignPut(key, { ...terms, size: 15 })),
      signatureOf(onAws.presignPut(key, { ...terms, contentType: 'image/jpeg' })),
      signatureOf(onAws.presignPut(key, { ...terms, sha256: 'y'.repeat(43).concat('=') })),
    ]);
    expect(new Set(signatures).size).toBe(signatures.length);
  });
});

describe('presigned download URLs', () => {
  it('a presigned download URL, any type and disposition, states them readably (attack 60)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme-ascii' }),
        fc.constantFrom('GET' as const, 'HEAD' as const),
        async (name, method) => {
          const contentDisposition = `attachment; filename="${name}"`;
          const { url, method: signed } = await onAws.presignDownload(key, {
            method,
            contentDisposition,
            contentType: 'text/plain; charset=utf-8',
          });
          const { searchParams } = new URL(url);
          expect(signed).toBe(method);
          expect(searchParams.get('response-content-disposition')).toBe(contentDisposition);
          expect(searchParams.get('response-content-type')).toBe('text/plain; charset=utf-8');
          expect(searchParams.get('response-cache-control')).toBe('private, no-store');
          expect(url).toMatch(/^[\w:/.?&=%~-]+$/);
        },
      ),
      { numRuns: 30 },
    );
  });
});
