import {
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import type { ProbeResult } from '../health/probe.ts';
import { createAssembly } from './assembly.ts';
import { type BucketClient, callBucket, hasStatus } from './bucket-client.ts';
import { type CopyRequest, copyObject } from './copy.ts';
import { createExportObjects } from './export-objects.ts';
import { createMultipart } from './multipart.ts';
import { pendingTag, pendingTagging } from './pending-tag.ts';
import { type PostConditions, type PostForm, presignPostForm } from './post-form.ts';
import { createPresign } from './presign.ts';
import { type PresignedRequest, signedRequestLifetimeSeconds } from './presigned-request.ts';
import { probeBucket } from './probe-bucket.ts';
import { createSpillObjects } from './spill-objects.ts';
import { findUnsignedHeaders } from './unsigned-headers.ts';

/** The properties of an object, as the bucket reports them: the only source that the app trusts. */
export interface StoredObject {
  readonly size: number;
  readonly contentType: string;
  readonly etag: string;
  /** The checksum in Base64, as the bucket has proven it; null when the bucket keeps none. */
  readonly sha256: string | null;
  readonly crc32: string | null;
  /** The names of stored headers that our requests do not bind; empty for an object that was sent as signed. */
  readonly unsignedHeaders: readonly string[];
}

/** The properties that a signed PUT binds: a client can send it with no others. */
export interface PutConditions {
  readonly contentType: string;
  /** The exact number of bytes. */
  readonly size: number;
  /** Base64 SHA-256 of the whole body: with it, the URL accepts these bytes only. */
  readonly sha256: string | undefined;
}

/** The name and type in the response to a signed download; they override those of the stored object. */
export interface DownloadOptions {
  /** The method, which is part of the signature: a HEAD must be signed as HEAD. */
  readonly method: 'GET' | 'HEAD';
  readonly contentDisposition: string;
  readonly contentType: string;
  /** True for an address that stays the same for a while, and a response that the client keeps meanwhile. */
  readonly isStable?: boolean;
}

/** The bucket, in the words of the app. Every method may throw `BucketUnavailable`. */
export type Bucket = ReturnType<typeof createBucket>;

/**
 * Creates the bucket for a client. Callers choose the keys; the first call sends the first request.
 * @param clock gives the time of signatures, of their expiry, and of the day in the keys of spilled responses
 */
export function createBucket(client: BucketClient, clock: () => Date) {
  const { s3, name: Bucket } = client;
  const presign = createPresign(client, clock);
  const multipart = createMultipart(client, presign);

  return {
    /** Sends and joins objects in parts. */
    multipart,

    /** Assembles objects of planned parts, by any number of processes. */
    assembly: createAssembly(client),

    /** Stores and reads what an export is made from. */
    exports: createExportObjects(client),

    /** Stores responses that are too large for Lambda. */
    spills: createSpillObjects(client, presign, clock),

    /**
     * Signs a PUT that creates the object once (`If-None-Match: *`), with exactly this size, type and any given
     * checksum.
     */
    presignPut(key: string, terms: PutConditions): Promise<PresignedRequest<'PUT'>> {
      return presign({
        method: 'PUT',
        key,
        headers: {
          'content-length': String(terms.size),
          'content-type': terms.contentType,
          'if-none-match': '*',
          'x-amz-tagging': pendingTagging,
          ...(terms.sha256 && { 'x-amz-checksum-sha256': terms.sha256 }),
        },
      });
    },

    /** Signs a form for browsers without JavaScript. */
    presignPostForm: (folder: string, terms: PostConditions): Promise<PostForm> =>
      presignPostForm(client, folder, terms),

    /** Copies an object; `false` when its source is gone or has changed. */
    copy: (terms: CopyRequest): Promise<boolean> => copyObject(client, terms),

    /**
     * Signs a GET or HEAD whose response carries the given type and disposition, also for an object stored with others.
     * It overrides a stored coding too, so that clients get the bytes that were checked: no value removes the header,
     * and `identity` changes nothing. A stored language changes no bytes either and stays.
     */
    presignDownload(key: string, terms: DownloadOptions): Promise<PresignedRequest> {
      const { method, isStable = false } = terms;
      return presign({
        method,
        key,
        isStable,
        query: {
          'response-cache-control': isStable
            ? `private, max-age=${signedRequestLifetimeSeconds}, immutable`
            : 'private, no-store',
          'response-content-disposition': terms.contentDisposition,
          'response-content-encoding': 'identity',
          'response-expires': '0',
          'response-content-type': terms.contentType,
        },
      });
    },

    /** Returns the object at the key, or `undefined` when there is none. */
    async head(key: string): Promise<StoredObject | undefined> {
      const response = await callBucket(() =>
        s3.send(new HeadObjectCommand({ Bucket, Key: key, ChecksumMode: 'ENABLED' })),
      );
      return (
        response && {
          size: response.ContentLength ?? 0,
          contentType: response.ContentType ?? '',
          etag: response.ETag ?? '',
          sha256: response.ChecksumType === 'COMPOSITE' ? null : (response.ChecksumSHA256 ?? null),
          crc32: response.ChecksumType === 'COMPOSITE' ? null : (response.ChecksumCRC32 ?? null),
          unsignedHeaders: findUnsignedHeaders(response),
        }
      );
    },

    /**
     * Returns the bytes `start` to `end` (exclusive) of the object with this ETag; fewer at the object's end. Returns
     * `undefined` when the object is gone or has changed.
     */
    async readRange(key: string, etag: string, start: number, end: number): Promise<Uint8Array | undefined> {
      try {
        const response = await callBucket(async () => {
          const { Body } = await s3.send(
            new GetObjectCommand({ Bucket, Key: key, IfMatch: etag, Range: `bytes=${start}-${end - 1}` }),
          );
          return Body?.transformToByteArray();
        });
        return response;
      } catch (error) {
        if (hasStatus(error, 412)) return undefined;
        throw error;
      }
    },

    /** Removes the pending tag, so that the lifecycle rule keeps the object. */
    async removePendingTag(key: string): Promise<void> {
      await callBucket(() => s3.send(new DeleteObjectTaggingCommand({ Bucket, Key: key })));
    },

    /** Adds the pending tag: the lifecycle rule removes the object, unless the tag goes again. */
    async addPendingTag(key: string): Promise<void> {
      const TagSet = [{ Key: pendingTag.key, Value: pendingTag.value }];
      await callBucket(() => s3.send(new PutObjectTaggingCommand({ Bucket, Key: key, Tagging: { TagSet } })));
    },

    /** Stores a preview of a file, a WebP, in place of an earlier one. */
    async putPreview(key: string, webp: Uint8Array): Promise<void> {
      await callBucket(() =>
        s3.send(new PutObjectCommand({ Bucket, Key: key, Body: webp, ContentType: 'image/webp' })),
      );
    },

    /** Removes an object; a missing object is no error. */
    async remove(key: string): Promise<void> {
      await callBucket(() => s3.send(new DeleteObjectCommand({ Bucket, Key: key })));
    },

    /** Removes objects for good, with all their versions. Only the worker has the rights for it. */
    async removeVersions(keys: readonly string[]): Promise<void> {
      const { removeVersions } = await import('./remove-versions.ts');
      await removeVersions(client, keys);
    },

    /** Probes the bucket, with the permissions of the app. */
    probe: (signal?: AbortSignal): Promise<ProbeResult> => probeBucket(client, signal),
  };
}
