import {
  DeleteObjectCommand,
  DeleteObjectTaggingCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectTaggingCommand,
} from '@aws-sdk/client-s3';
import type { ProbeResult } from '../health/probe.ts';
import { type BucketClient, callBucket, hasStatus } from './bucket-client.ts';
import { type CopyTerms, copyObject } from './copy.ts';
import { createMultipart } from './multipart.ts';
import { pendingTag, pendingTagging } from './pending-tag.ts';
import { type PostForm, type PostTerms, presignPostForm } from './post-form.ts';
import { createPresign } from './presign.ts';
import type { PresignedRequest } from './presigned-request.ts';
import { probeBucket } from './probe-bucket.ts';
import { createSpillObjects } from './spill-objects.ts';
import { findUnsignedHeaders } from './unsigned-headers.ts';

/** What the bucket says of an object: the only source that is believed. */
export interface StoredObject {
  readonly size: number;
  readonly contentType: string;
  readonly etag: string;
  /** Base64, as proven by the bucket; absent where it keeps none. */
  readonly sha256: string | null;
  readonly crc32: string | null;
  /** Names of headers that it was stored with although no request of ours binds them; none for what clients should send. */
  readonly unsignedHeaders: readonly string[];
}

/** What a signed PUT binds: nothing else can be sent with it. */
export interface PutTerms {
  readonly contentType: string;
  /** Bytes, exactly. */
  readonly size: number;
  /** Base64 SHA-256 of the whole body: with it, the URL accepts these bytes only. */
  readonly sha256: string | undefined;
}

/** How the bucket is to answer a signed download: our name and type, whatever it has stored. */
export interface DownloadTerms {
  /** HEAD must be signed as HEAD: the method is part of the signature. */
  readonly method: 'GET' | 'HEAD';
  readonly contentDisposition: string;
  readonly contentType: string;
}

/** The bucket, in the words of the app. Every method may raise `BucketUnavailable`. */
export type Bucket = ReturnType<typeof createBucket>;

/**
 * The bucket behind a client. Keys are the caller's; nothing is sent before the first call.
 * @param clock what requests are signed with and die by, and what day spilled answers are filed under
 */
export function createBucket(client: BucketClient, clock: () => Date) {
  const { s3, name: Bucket } = client;
  const presign = createPresign(client, clock);
  const multipart = createMultipart(client, presign);

  return {
    /** Objects that are sent in parts. */
    multipart,

    /** Answers that are too large for Lambda. */
    spills: createSpillObjects(client, presign, clock),

    /**
     * A PUT that creates the object once (`If-None-Match: *`), with exactly this size, type and, where given, content.
     */
    presignPut(key: string, terms: PutTerms): Promise<PresignedRequest> {
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

    /** A form for browsers without JavaScript. */
    presignPostForm: (key: string, terms: PostTerms): Promise<PostForm> => presignPostForm(client, key, terms),

    /** Copies an object; `false` when its source is gone or has changed. */
    copy: (terms: CopyTerms): Promise<boolean> => copyObject(client, multipart, terms),

    /**
     * A GET or HEAD whose response carries our type and disposition, whatever the object was stored with. A stored
     * coding is overridden too, so that clients get the bytes that were checked: no value takes the header away, and
     * `identity` changes nothing. A stored language changes no bytes either and stays.
     */
    presignDownload(key: string, terms: DownloadTerms): Promise<PresignedRequest> {
      return presign({
        method: terms.method,
        key,
        query: {
          'response-cache-control': 'private, no-store',
          'response-content-disposition': terms.contentDisposition,
          'response-content-encoding': 'identity',
          'response-expires': '0',
          'response-content-type': terms.contentType,
        },
      });
    },

    /** What is at the key, or `undefined` where nothing is. */
    async head(key: string): Promise<StoredObject | undefined> {
      const answer = await callBucket(() =>
        s3.send(new HeadObjectCommand({ Bucket, Key: key, ChecksumMode: 'ENABLED' })),
      );
      return (
        answer && {
          size: answer.ContentLength ?? 0,
          contentType: answer.ContentType ?? '',
          etag: answer.ETag ?? '',
          sha256: answer.ChecksumType === 'COMPOSITE' ? null : (answer.ChecksumSHA256 ?? null),
          crc32: answer.ChecksumType === 'COMPOSITE' ? null : (answer.ChecksumCRC32 ?? null),
          unsignedHeaders: findUnsignedHeaders(answer),
        }
      );
    },

    /**
     * Bytes `start` to `end` (exclusive) of the object that had this ETag; shorter at the object's end. `undefined`
     * where it is gone or has changed.
     */
    async readRange(key: string, etag: string, start: number, end: number): Promise<Uint8Array | undefined> {
      try {
        const answer = await callBucket(async () => {
          const { Body } = await s3.send(
            new GetObjectCommand({ Bucket, Key: key, IfMatch: etag, Range: `bytes=${start}-${end - 1}` }),
          );
          return Body?.transformToByteArray();
        });
        return answer;
      } catch (error) {
        if (hasStatus(error, 412)) return undefined;
        throw error;
      }
    },

    /** From now on the lifecycle rule leaves the object alone. */
    async keep(key: string): Promise<void> {
      await callBucket(() => s3.send(new DeleteObjectTaggingCommand({ Bucket, Key: key })));
    },

    /** Undoes `keep`: the object is removed by the lifecycle rule unless it is kept again. */
    async markPending(key: string): Promise<void> {
      const TagSet = [{ Key: pendingTag.key, Value: pendingTag.value }];
      await callBucket(() => s3.send(new PutObjectTaggingCommand({ Bucket, Key: key, Tagging: { TagSet } })));
    },

    /** Removing what is not there is no error. */
    async remove(key: string): Promise<void> {
      await callBucket(() => s3.send(new DeleteObjectCommand({ Bucket, Key: key })));
    },

    /** Whether the bucket is there and lets us in. */
    probe: (signal?: AbortSignal): Promise<ProbeResult> => probeBucket(client, signal),
  };
}
